namespace Cekura.Client.Tests;

/// <summary>A handler of the caller's above another one.</summary>
internal sealed class PassOn(HttpMessageHandler inner) : DelegatingHandler(inner);
