using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Modes;

namespace Cekura.Cli.Starting;

/// <summary>A field of a start request as an option of the command line.</summary>
/// <param name="declared">The field as the mode table has it.</param>
/// <param name="description">What it means; default: what it takes.</param>
/// <param name="option">The option's word; default: the field's name with dashes.</param>
internal sealed class ModeField(OptionField declared, string? description = null, string? option = null)
{
    /// <summary>The request's name for it.</summary>
    public string Name => declared.Name;

    /// <summary>Whether each scenario of the request carries it.</summary>
    public bool IsOfScenario => declared.Place == OptionPlace.ScenarioEntry;

    public Option<string?> Option { get; } =
        new(option ?? "--" + declared.Name.Replace('_', '-'))
        {
            Description = description ?? $"Field {declared.Name}: {Wanted(declared.Type)}.",
        };

    /// <summary>The value to send; null when none was given.</summary>
    /// <exception cref="CommandException">It is not what the field takes.</exception>
    public JsonNode? Value(Invocation invocation) =>
        invocation.Value(Option) is not { } text
            ? null
            : declared.Type switch
            {
                TextOption => JsonValue.Create(text),
                ChoiceOption choice => choice.Words.Contains(text, StringComparer.Ordinal) ? JsonValue.Create(text) : throw Wrong(),
                IntegerOption bounds => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= bounds.Least
                && number <= bounds.Most
                    ? JsonValue.Create(number)
                    : throw Wrong(),
                TextListOption => new JsonArray([.. CommaList.Split(text).Select(entry => JsonValue.Create(entry))]),
                _ => Json(text),
            };

    private JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) is { } json && (json is JsonObject || declared.Type is AnyOption) ? json : throw Wrong();
        }
        catch (JsonException)
        {
            throw Wrong();
        }
    }

    private CommandException Wrong() => CommandException.Usage($"{Option.Name} wants {Wanted(declared.Type)}.");

    private static string Wanted(OptionType type) =>
        type switch
        {
            TextMapOption or ObjectOption => $"{type.Wanted}, as JSON",
            TextListOption => "texts separated by commas; \"\" for none",
            _ => type.Wanted,
        };
}
