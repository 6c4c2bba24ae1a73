using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

namespace Cekura.Cli.Starting;

/// <summary>A field with several ids as an option of the command line.</summary>
/// <param name="name">The request's name for it.</param>
/// <param name="description">What it means.</param>
/// <param name="options">The option's words, the first one as messages call it.</param>
internal sealed class IdListField(string name, string description, params string[] options)
{
    public string Name => name;

    public Option<string?> Option { get; } = new(options[0], options[1..]) { Description = description };

    /// <exception cref="CommandException">One of them is no id.</exception>
    public IReadOnlyList<long> Value(Invocation invocation) => CommaList.Ids(options[0], invocation.Value(Option));
}
