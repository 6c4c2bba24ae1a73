namespace Cekura.TestHost;

/// <summary>Something that every verdict would depend on cannot be used, so that nothing may start.</summary>
/// <param name="message">What it is, where, and what to do next.</param>
internal sealed class NothingStartedException(string message) : Exception(message);
