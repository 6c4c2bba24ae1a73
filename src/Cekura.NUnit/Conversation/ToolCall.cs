using System.Text.Json;
using Cekura.Manifests.Text;
using NUnit.Framework;

namespace Cekura.NUnit;

/// <summary>A call that the agent made to one of its tools. Names, arguments and results are untrusted text.</summary>
public sealed class ToolCall
{
    internal ToolCall(int number, string name, string? arguments, string? result, TimeSpan? start) =>
        (Number, Name, RawArguments, Result, Start) = (number, name, arguments ?? "", result, start);

    /// <summary>Number among all turns of the conversation, from 1: the one that reports and messages show.</summary>
    public int Number { get; }

    /// <summary>Name of the tool.</summary>
    public string Name { get; }

    /// <summary>The arguments as the service sent them: a JSON object, unless the agent sent something else.</summary>
    public string RawArguments { get; }

    /// <summary>What the tool answered; null when no answer was recorded.</summary>
    public string? Result { get; }

    /// <summary>Offset from the start of the conversation; null when the service sends none.</summary>
    public TimeSpan? Start { get; }

    /// <summary>The arguments by name; empty when they are no JSON object.</summary>
    public IReadOnlyDictionary<string, JsonElement> Arguments => field ??= Read(RawArguments);

    /// <summary>An argument.</summary>
    /// <typeparam name="T">What it is read as, for example <see cref="string"/>, <see cref="int"/>, <see cref="DateOnly"/>.</typeparam>
    /// <param name="name">Its name, letter by letter.</param>
    /// <exception cref="AssertionException">The call has no such argument, or it cannot be read so.</exception>
    public T? Argument<T>(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Arguments.TryGetValue(name, out var value))
        {
            var advice =
                Arguments.Count == 0
                    ? "It has none."
                    : NearestName.Advice(name, [.. Arguments.Keys.Select(key => UntrustedText.Line(key, 60))]);
            throw new AssertionException($"{this} has no argument {UntrustedText.Line(name, 60)}. {advice}");
        }

        try
        {
            return value.Deserialize<T>();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new AssertionException(
                $"The argument {UntrustedText.Line(name, 60)} is {UntrustedText.Line(value.GetRawText(), 120)}, which is no {TypeWords.Of(typeof(T))}.",
                e
            );
        }
    }

    /// <summary>The call on one line, harmless for consoles.</summary>
    public override string ToString() => $"{UntrustedText.Line(Name, 120)}({UntrustedText.Line(RawArguments, 200)})";

    private static Dictionary<string, JsonElement> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                    .RootElement.Clone()
                    .EnumerateObject()
                    .GroupBy(member => member.Name, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal)
                : [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        }
    }
}
