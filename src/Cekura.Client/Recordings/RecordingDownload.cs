using System.Net;

namespace Cekura.Client;

/// <summary>Fetches a recording from the store that the service names. It knows no key, and its exceptions name no address.</summary>
internal sealed class RecordingDownload(HttpClient http, ServiceAddress service, long maxBytes = RecordingDownload.DefaultMaxBytes)
{
    /// <summary>Maximum size of a recording that is downloaded, in bytes.</summary>
    public const long DefaultMaxBytes = 100L * 1024 * 1024;

    private const int MaxRedirects = 5;

    /// <summary>Streams the recording beside its final place and moves it there when it is whole.</summary>
    /// <exception cref="RecordingException">There is no recording to be had, or it is too large, or no audio.</exception>
    public async Task<string> SaveAsync(string? address, string pathWithoutExtension, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new RecordingException("The run has no recording.");
        }

        var target = RecordingAddress.Accept(address, service)
            ?? throw new RecordingException("The recording's address is not an https address.");
        using var response = await SendAsync(target, cancellationToken).ConfigureAwait(false);
        var extension = AudioType.Extension(response.Content.Headers.ContentType?.MediaType)
            ?? throw new RecordingException(
                $"The recording is no audio but {response.Content.Headers.ContentType?.MediaType ?? "of no known type"}."
            );
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(pathWithoutExtension)!);
        var path = pathWithoutExtension + extension;
        var unfinished = path + ".part";
        try
        {
            var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await CopyAsync(response, file, cancellationToken).ConfigureAwait(false);
            }

            File.Move(unfinished, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Follows redirects itself: none may lead to an address that the recording could not have had in the first place.</summary>
    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK && IsAccepted(response.RequestMessage?.RequestUri))
            {
                return response;
            }

            using (response)
            {
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    throw new RecordingException("The recording's store redirects to an address that is not https.");
                }

                if (
                    response.StatusCode
                        is not (
                            HttpStatusCode.Moved
                            or HttpStatusCode.Found
                            or HttpStatusCode.SeeOther
                            or HttpStatusCode.TemporaryRedirect
                            or HttpStatusCode.PermanentRedirect
                        )
                    || response.Headers.Location is not { } location
                )
                {
                    throw new RecordingException($"The recording's store answered HTTP {(int)response.StatusCode}.");
                }

                address =
                    Uri.TryCreate(address, location, out var target) && RecordingAddress.IsAccepted(target, service)
                        ? target
                        : throw new RecordingException("The recording's store redirects to an address that is not https.");
            }
        }

        throw new RecordingException("The recording's store redirects without end.");
    }

    // A handler of the caller may have followed redirects by itself.
    private bool IsAccepted(Uri? asked) => asked is null || RecordingAddress.IsAccepted(asked, service);

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        for (var total = 0L; await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0; )
        {
            total += count;
            if (total > maxBytes)
            {
                throw TooLarge();
            }

            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }

    private RecordingException TooLarge() => new($"The recording is larger than {maxBytes / (1024 * 1024)} MB.");
}
