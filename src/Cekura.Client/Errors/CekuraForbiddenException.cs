namespace Cekura.Client;

/// <summary>The key lacks the scope, role or plan feature (HTTP 403).</summary>
public sealed class CekuraForbiddenException(string message, Exception? innerException = null) : CekuraException(message, innerException);
