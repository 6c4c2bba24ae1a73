using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Prompt improvement (<c>POST /test_framework/v1/runs/improve_prompt/</c> and others). The service took these calls out of its published
/// interface between July and August 2026: where they are gone, the exception says so.
/// </summary>
public sealed class PromptsResource
{
    private const string Path = "/test_framework/v1/runs/";
    private const int RunsAtOnce = 3;
    private readonly Transport _transport;

    internal PromptsResource(Transport transport) => _transport = transport;

    /// <summary>Proposes a better prompt and waits for it. Sent once; retried only after a 429.</summary>
    /// <param name="request">The prompt and at most 3 runs.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="ArgumentException">There is no prompt, no run, or more than 3.</exception>
    /// <exception cref="CekuraNotFoundException">The service has dropped the call, or a run does not exist.</exception>
    /// <exception cref="CekuraException">Another failure.</exception>
    public Task<PromptImprovement> ImproveAsync(ImprovePromptRequest request, CancellationToken cancellationToken = default)
    {
        RequirePrompt(request);
        return request.RunIds.Count is >= 1 and <= RunsAtOnce
            ? PostAsync("improve_prompt/", request, json => json.ReadAs(ResponseJson.Default.PromptImprovement), cancellationToken)
            : throw new ArgumentException(
                $"{request.RunIds.Count} runs were given; the call that waits takes 1 to {RunsAtOnce}. Start it in the background for more.",
                nameof(request)
            );
    }

    /// <summary>Starts to work on a better prompt. Sent once; retried only after a 429.</summary>
    /// <returns>The id to ask for progress with.</returns>
    /// <exception cref="ArgumentException">There is no prompt.</exception>
    /// <inheritdoc cref="ImproveAsync" path="/exception[@cref='CekuraNotFoundException']"/>
    public Task<string> ImproveInBackgroundAsync(ImprovePromptRequest request, CancellationToken cancellationToken = default)
    {
        RequirePrompt(request);
        return PostAsync("improve_prompt_bg/", request, ProgressReader.IdOf, cancellationToken);
    }

    /// <summary>Reads how far the work on a better prompt has come.</summary>
    /// <exception cref="CekuraNotFoundException">There is no such work, or the service has dropped the call.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public async Task<WorkProgress<PromptImprovement>> GetProgressAsync(string progressId, CancellationToken cancellationToken = default)
    {
        var address = _transport.Service.Resolve(Path + "improve_prompt_progress/", new Query().Add("progress_id", progressId));
        try
        {
            return await _transport
                .GetAsync(
                    address,
                    TimeLimits.Poll,
                    json => ProgressReader.Read(json, "improved_prompt", whole => whole.ReadAs(ResponseJson.Default.PromptImprovement)),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (CekuraNotFoundException exception)
        {
            throw Dropped(exception);
        }
    }

    /// <summary>Asks what a better prompt would mend. Sent once; retried only after a 429.</summary>
    /// <inheritdoc cref="ImproveAsync" path="/exception[@cref='CekuraNotFoundException']"/>
    public Task<IReadOnlyList<PromptIssue>> GetIssuesAsync(ImprovePromptRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PostAsync<IReadOnlyList<PromptIssue>>(
            "improve_prompt_issues/",
            request,
            json =>
                [
                    .. ((JsonElement?)(json.Field("issues") ?? json))
                        .Objects()
                        .Select(issue => issue.ReadAs(ResponseJson.Default.PromptIssue)),
                ],
            cancellationToken
        );
    }

    private async Task<T> PostAsync<T>(
        string call,
        ImprovePromptRequest request,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    )
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.ImprovePromptRequest);
        try
        {
            return await _transport.PostAsync(Path + call, json, TimeLimits.Start, read, cancellationToken).ConfigureAwait(false);
        }
        catch (CekuraNotFoundException exception)
        {
            throw Dropped(exception);
        }
    }

    private static void RequirePrompt(ImprovePromptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            throw new ArgumentException("There is no prompt to improve.", nameof(request));
        }
    }

    private static CekuraNotFoundException Dropped(CekuraNotFoundException exception) =>
        new(
            exception.Message
                + ". Either a run is not there, or the service no longer has this call: prompt improvement left its published interface in 2026.",
            exception
        )
        {
            StatusCode = exception.StatusCode,
            Body = exception.Body,
            Messages = exception.Messages,
            Errors = exception.Errors,
        };
}
