namespace Cekura.TestAdapter.Execution;

/// <summary>The baseline that the settings name cannot be used, so that nothing may start: every verdict would be another.</summary>
internal sealed class BaselineException(string message) : Exception(message);
