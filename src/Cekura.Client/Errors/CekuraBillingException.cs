namespace Cekura.Client;

/// <summary>There is no credit (402, or another 4xx whose text says so; contract, section 3; discrepancy D24). Nothing was started.</summary>
public sealed class CekuraBillingException(string message, Exception? innerException = null) : CekuraException(message, innerException);
