namespace Cekura.Client;

/// <summary>A call to the service that did not succeed. Texts of the service are untrusted.</summary>
public abstract class CekuraException : Exception
{
    private protected CekuraException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>HTTP status of the answer, from 200 (an answer that is no JSON) to 599; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Body of the answer as text; null when there was none.</summary>
    public string? Body { get; init; }

    /// <summary>What the service said, one message an entry; entries that belong to a field start with <c>field: </c>.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Messages by field or location (<c>scenarios[1].metrics[0]</c>); empty when the service named none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
