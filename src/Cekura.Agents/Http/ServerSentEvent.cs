namespace Cekura.Agents.Http;

/// <summary>One event of a stream.</summary>
/// <param name="Name">Its kind; empty: none was given.</param>
/// <param name="Data">Its lines of data, joined.</param>
internal sealed record ServerSentEvent(string Name, string Data);
