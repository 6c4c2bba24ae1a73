using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Checking;

/// <summary>A header whose value stands in a variable of the environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prefix">What stands before the value; empty: nothing.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Secret">What the variable holds.</param>
internal sealed record NamedHeader(string Name, string Prefix, string Variable, string Secret)
{
    private const string Forms = "Write NAME=VARIABLE, or \"NAME=Bearer VARIABLE\" where the value has a word before it.";

    /// <summary>Reads <c>NAME=VARIABLE</c>.</summary>
    /// <exception cref="CommandException">It has another form, or there is no such variable.</exception>
    public static NamedHeader Parse(string text, CommandEnvironment environment)
    {
        var (name, value) = text.Split('=', 2) is [var before, var behind] ? (before.Trim(), behind.Trim()) : ("", "");
        if (name.Length == 0 || value.Length == 0)
        {
            throw CommandException.Usage($"--header has another form. {Forms}");
        }

        var start = value.LastIndexOf(' ') + 1;
        var (prefix, variable) = (value[..start], value[start..]);

        // A value that was written where a variable belongs is a secret, and is not repeated.
        return environment.Variable(variable) is { } secret
            ? new(name, prefix, variable, secret)
            : throw CommandException.Usage(
                variable.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')
                    ? $"The environment variable {variable}, from which the header {UntrustedText.Line(name)} takes its value, is not set. Set it; its value never stands on the command line."
                    : $"What --header says of {UntrustedText.Line(name)} is not the name of a variable of the environment that is set. {Forms} The value itself never stands on the command line."
            );
    }

    /// <summary>As a seed has it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["env"] = Variable };
        if (Prefix.Length > 0)
        {
            json["prefix"] = Prefix;
        }

        return json;
    }
}
