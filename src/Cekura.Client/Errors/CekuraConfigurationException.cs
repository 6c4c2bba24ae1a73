namespace Cekura.Client;

/// <summary>The client cannot work as it is configured: no key, an address that is no address, a redirect to another server.</summary>
public sealed class CekuraConfigurationException(string message, Exception? innerException = null)
    : CekuraException(message, innerException);
