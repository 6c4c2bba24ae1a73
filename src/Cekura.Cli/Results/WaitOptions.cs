using System.CommandLine;
using Cekura.Cli.Running;

namespace Cekura.Cli.Results;

/// <summary>Options of commands that start conversations and may wait for their verdicts.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait for the verdicts; Ctrl+C and --timeout end the conversations." };

    public IReadOnlyList<Symbol> Symbols => [_wait];

    public bool IsGiven(Invocation invocation) => invocation.Value(_wait);
}
