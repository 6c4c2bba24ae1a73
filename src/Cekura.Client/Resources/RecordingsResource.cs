using System.Globalization;

namespace Cekura.Client;

/// <summary>
/// Recordings of conversations. They lie in a store outside the service, at addresses that open them without a key
/// (<c>voice_recording_url</c> of <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public sealed class RecordingsResource
{
    /// <summary>
    /// Maximum size of a recording that is downloaded, in bytes: 100 MB, most of an hour of uncompressed telephone audio with both sides.
    /// More is nothing to carry along with a test result, and test platforms refuse larger attachments.
    /// </summary>
    public const long MaxBytes = RecordingDownload.DefaultMaxBytes;

    private readonly ServiceAddress _service;
    private readonly TimeProvider _clock;
    private readonly Lazy<HttpClient> _http;

    internal RecordingsResource(ServiceAddress service, TimeProvider clock, HttpMessageHandler? given)
    {
        _service = service;
        _clock = clock;
        _http = new(() => new HttpClient(given ?? Network(service), disposeHandler: given is null) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>
    /// Downloads a run's recording into a file, once, whose folder is made when needed. It is streamed beside its place and moved there
    /// when it is whole. Only https is asked, redirects included; a service that is itself reached over plain http, as an emulator is, may
    /// name this machine. The API key is not sent. The client's handler carries the request, if it was given one.
    /// </summary>
    /// <param name="run">The run, read in full and lately: addresses of recordings expire.</param>
    /// <param name="pathWithoutExtension">
    /// Path of the file without its extension, which follows from the type; an existing file is replaced.
    /// </param>
    /// <param name="cancellationToken">Gives up, and leaves no file.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="RecordingException">
    /// The run has no recording, its store did not give it within 5 minutes, it is no audio or above <see cref="MaxBytes"/>, or it cannot
    /// be written.
    /// </exception>
    public async Task<string> DownloadAsync(Run run, string pathWithoutExtension, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathWithoutExtension);
        using var limit = new CancellationTokenSource(TimeLimits.Recording, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var download = new RecordingDownload(_http.Value, _service);
            return await download.SaveAsync(run.RecordingUrl, Path.GetFullPath(pathWithoutExtension), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RecordingException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The recording did not arrive within {TimeLimits.Recording.TotalMinutes:0} minutes."
                ),
                e
            );
        }
        catch (HttpRequestException e)
        {
            throw new RecordingException($"The recording's store did not answer: {ErrorText.Of(e)}", ErrorText.CauseOf(e));
        }
        catch (Exception e) when (e is not (RecordingException or OperationCanceledException or ObjectDisposedException))
        {
            throw new RecordingException(
                $"The recording was cut off or cannot be written: {ErrorText.WithoutUsers(e.Message)}",
                ErrorText.CauseOf(e)
            );
        }
    }

    private static SocketsHttpHandler Network(ServiceAddress service) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !service.Base.IsLoopback,
        };

    /// <summary>Closes the connections; the client that this belongs to is gone.</summary>
    internal void Close()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }
}
