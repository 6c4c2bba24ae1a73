namespace Cekura.Testing;

/// <summary>A snapshot is new or differs from its verified file.</summary>
public sealed class VerifyException(string message) : Exception(message);
