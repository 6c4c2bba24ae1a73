namespace Cekura.Emulator.Script;

/// <summary>A script that the service would reject with status 400.</summary>
/// <param name="problems">What is wrong, each with its place: <c>conditions[3]: action cannot be empty</c>.</param>
internal sealed class ScriptException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>What is wrong, each with its place.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
