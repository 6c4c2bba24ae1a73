namespace Cekura.Client;

/// <summary>The object is in a state that does not allow the operation (HTTP 409).</summary>
public sealed class CekuraConflictException(string message, Exception? innerException = null) : CekuraException(message, innerException);
