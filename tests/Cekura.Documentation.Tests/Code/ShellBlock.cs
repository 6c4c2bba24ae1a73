using System.Text.RegularExpressions;
using Cekura.Cli;
using Cekura.Cli.Running;
using Cekura.Documentation.Tests.Reading;
using Cekura.Manifests.Settings;

namespace Cekura.Documentation.Tests.Code;

/// <summary>Command lines of a page, held against what the commands understand.</summary>
internal static partial class ShellBlock
{
    private static readonly string[] Separators = [" | ", " < ", " > ", " >> ", " && ", "; ", " & "];

    /// <summary>Programs that need no look: their lines say nothing about this product.</summary>
    private static readonly string[] Others = ["export", "git", "cd", "node", "jq", "bash", "open", "kill", "npm", "ollama"];

    public static Tool Tool { get; } =
        new(
            new CommandEnvironment(
                TextWriter.Null,
                TextWriter.Null,
                () => TextReader.Null,
                new Dictionary<string, string?>(),
                "/home/anna",
                "/home/anna",
                Width: null,
                ErrorIsTerminal: false,
                TimeProvider.System
            )
        );

    /// <summary>What is wrong with a line, or null.</summary>
    public static string? Problem(string line)
    {
        var command = Variables().Replace(line.Split(" #")[0].Split(Separators, StringSplitOptions.None)[0], "").Trim();
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => null,
            ["cekura", ..] => string.Join(' ', Tool.Root.Parse(command["cekura".Length..]).Errors.Select(error => error.Message))
                is { Length: > 0 } problem
                ? problem
                : null,
            ["dotnet", var verb, ..] => Paths(words[2..]) ?? Settings(words) ?? (Verbs.Contains(verb) ? null : $"dotnet {verb}?"),
            [var script, ..] when IsPath().IsMatch(script) => Paths(words),
            [var program, ..] when program.StartsWith('#') || Others.Contains(program) => null,
            _ => $"What is {words[0]}? Add it to the programs that need no look, or write another language behind the fence.",
        };
    }

    private static readonly string[] Verbs =
    [
        "test",
        "build",
        "run",
        "tool",
        "new",
        "pack",
        "publish",
        "vstest",
        "restore",
        "add",
        "package",
    ];

    // A word with a slash or a known extension is a path of this repository, unless it only becomes one by the command itself.
    private static string? Paths(string[] words)
    {
        var named = words
            .TakeWhile(word => word != "--")
            .Where(
                (word, index) =>
                    IsPath().IsMatch(word) && (index == 0 || !words[index - 1].StartsWith('-') || words[index - 1] == "--project")
            );
        return named.FirstOrDefault(path => !Path.Exists(DocumentationFiles.InRepository(path))) is { } missing
            ? $"{missing} does not exist"
            : null;
    }

    // What stands behind -- is a setting of ours, or one of the platform's; behind --cekura it is ours.
    private static string? Settings(string[] words)
    {
        var given = words
            .SkipWhile(word => word != "--")
            .Skip(1)
            .Where(word => word.StartsWith("Cekura.", StringComparison.Ordinal))
            .Select(word => word["Cekura.".Length..])
            .Concat(words.Where((_, index) => index > 0 && words[index - 1] == "--cekura"))
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => (string?)pair.ElementAtOrDefault(1), StringComparer.Ordinal);
        var read = SettingsReader.Read(given, new Dictionary<string, string?>(), config: null, baseDirectory: null);
        return read.Diagnostics.Count == 0 ? null : string.Join('\n', read.Diagnostics);
    }

    [GeneratedRegex(@"^(\s*[A-Z_]+=('[^']*'|\S*)\s+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Variables();

    [GeneratedRegex(@"^(samples|tests|src|build)/|\.(sln|slnf|csproj)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex IsPath();
}
