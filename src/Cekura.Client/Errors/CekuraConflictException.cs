namespace Cekura.Client;

/// <summary>The object is in a state that does not allow the operation (409; contract, section 3).</summary>
public sealed class CekuraConflictException(string message, Exception? innerException = null) : CekuraException(message, innerException);
