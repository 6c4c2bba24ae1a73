namespace Cekura.Client;

/// <summary>There is no credit (HTTP 402, or another 4xx whose text says so: see docs/service.md). Nothing was started.</summary>
public sealed class CekuraBillingException(string message, Exception? innerException = null) : CekuraException(message, innerException);
