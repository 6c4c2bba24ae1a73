using System.Collections;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Running;

/// <summary>What a command takes from the machine.</summary>
/// <param name="Out">Data, and nothing else.</param>
/// <param name="Error">Everything else.</param>
/// <param name="In">Keys that must not stand on the command line. Opened only when read: opening it changes how a terminal behaves.</param>
/// <param name="Variables">Environment variables.</param>
/// <param name="Home">The user's home folder; empty: there is none.</param>
/// <param name="Directory">Where the command was started.</param>
/// <param name="Width">Columns of the terminal; null when data does not go to one.</param>
/// <param name="ErrorIsTerminal">Whether standard error is shown as it is written.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandEnvironment(
    TextWriter Out,
    TextWriter Error,
    Func<TextReader> In,
    IReadOnlyDictionary<string, string?> Variables,
    string Home,
    string Directory,
    int? Width,
    bool ErrorIsTerminal,
    TimeProvider Time
)
{
    public static CommandEnvironment OfThisProcess() =>
        new(
            Console.Out,
            Console.Error,
            () => Console.In,
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(
                    entry => (string)entry.Key,
                    entry => (string?)entry.Value,
                    OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
                ),
            HomeFolder.Find(),
            Environment.CurrentDirectory,
            Console.IsOutputRedirected ? null : Terminal.Width(),
            !Console.IsErrorRedirected,
            TimeProvider.System
        )
        {
            OutIsTerminal = !Console.IsOutputRedirected,
        };

    /// <summary>Whether standard output is shown as it is written; a terminal need not say how wide it is.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Shows a line on the terminal in the place of the one before; an empty one takes that away.</summary>
    public void ShowProgress(string line) => (Error as CleanWriter ?? new CleanWriter(Error)).Overwrite(line);

    /// <inheritdoc cref="CleanWriter.WriteCommand"/>
    public void WriteCommand(string line) => (Out as CleanWriter ?? new CleanWriter(Out)).WriteCommand(line);

    /// <summary>From now on a key is shown nowhere.</summary>
    public void Hide(string? key)
    {
        (Out as CleanWriter)?.Hide(key);
        (Error as CleanWriter)?.Hide(key);
    }

    public string? Variable(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A path as the user meant it: from where the command was started.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Directory);
}
