namespace Cekura.TestAdapter.Mapping;

/// <summary>How the test platform knows this adapter.</summary>
internal static class CekuraTestAdapter
{
    /// <summary>Part of every test's identity: changing it orphans the history that users have.</summary>
    public const string ExecutorUri = "executor://cekura/v1";

    public static readonly Uri Executor = new(ExecutorUri);
}
