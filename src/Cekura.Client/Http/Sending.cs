namespace Cekura.Client;

/// <summary>How far an exchange has come: what its failure means depends on that.</summary>
/// <param name="isPlatform">Whether a handler of the runtime carries it, of which is known what it sends when.</param>
internal sealed class Sending(bool isPlatform)
{
    private HttpRequestMessage? _request;

    /// <summary>Status of the answer that has begun to arrive; null: none has.</summary>
    public int? Status { get; private set; }

    /// <summary>Whether nothing of a request that changes something left this machine.</summary>
    public bool NothingLeft =>
        isPlatform
        && Status is null
        && _request is { Version.Major: < 2, Headers.ExpectContinue: not true, Content: OnceContent { IsBegun: false } };

    public void Begin(HttpRequestMessage request) => (_request, Status) = (request, null);

    public void Arriving(HttpResponseMessage response) => Status = (int)response.StatusCode;
}
