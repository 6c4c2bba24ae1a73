using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

namespace Cekura.Cli.Completions;

/// <summary>Scripts that let shells complete command lines.</summary>
internal sealed class CompletionCommand(CommandFactory factory)
{
    // The words come from the command itself, by the directive that System.CommandLine has for it.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _cekura() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(cekura "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _cekura cekura
            """,
        ["zsh"] = """
            _cekura() {
              local words_found=("${(@f)$(cekura "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -a words_found
            }
            compdef _cekura cekura
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName cekura -ScriptBlock {
              param($word, $ast, $position)
              cekura "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or pwsh." };

    public Command Command
    {
        get
        {
            _shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
            return factory.Make(
                "completions",
                "Prints a script that lets a shell complete command lines.",
                ["completions bash >> ~/.bashrc", "completions zsh >> ~/.zshrc", "completions pwsh >> $PROFILE"],
                [_shell],
                async (invocation, _) =>
                {
                    await invocation.Environment.Out.WriteLineAsync(Scripts[invocation.Value(_shell)].ReplaceLineEndings("\n"));
                    return ExitCode.Success;
                }
            );
        }
    }
}
