namespace Cekura.Models.Cassettes;

/// <summary>A cassette cannot be read.</summary>
/// <param name="message">What is wrong, with the file, the place and what to do.</param>
/// <param name="inner">What it came from.</param>
internal sealed class CassetteFileException(string message, Exception? inner = null) : Exception(message, inner);
