using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>Reads an entry of <c>scenarios</c>.</summary>
internal sealed class EntryReader(Workspace workspace, Agent? agent, EntryDefaults suite, long frequency)
{
    private const int MaxNameLength = 80;
    private const int MaxKeyLength = 128;
    private const int MaxTools = 16;
    private const long MaxSeconds = 3600;

    private static readonly string[] Known =
    [
        "conditional_actions",
        "expected_outcome",
        "first_message",
        "instructions",
        "key",
        "name",
        "tools",
        "type",
        .. EntryDefaults.Keys,
    ];

    /// <summary>Null when there is nothing to read; what is wrong has been reported.</summary>
    public SuiteEntry? Read(SpecElement element)
    {
        if (!element.IsObjectOf(Known))
        {
            return null;
        }

        var type = element.Get("type") is { } given ? given.Word(Spellings.Types) : Spellings.Instruction;
        var name = Required(element, "name")?.Text(min: 1, max: MaxNameLength) ?? "";
        var about = EntryDefaults.Read(element, workspace, agent).Over(suite);
        return new()
        {
            Name = name,
            Key = element.Get("key")?.Text(max: MaxKeyLength) ?? Slug.Of(name),
            Type = type ?? Spellings.Instruction,
            Instructions = Instructions(element, type),
            Script = type == Spellings.Conditional ? Script(element) : IgnoredScript(element),
            FirstMessage = element.Get("first_message")?.Text(),
            ExpectedOutcome = element.Get("expected_outcome")?.Text() ?? "",
            Frequency = Math.Min(about.Frequency ?? 1, Multiplication.MaxRuns + 1) * frequency,
            MaxDuration = about.MaxDuration is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds)) : null,
            Metrics = about.Metrics ?? [],
            Language = about.Language,
            PhoneNumber = about.PhoneNumber,
            Tags = about.Tags ?? [],
            Tools = [.. (element.Get("tools")?.Items(MaxTools) ?? []).Select(tool => tool.Word(Spellings.Tools)).OfType<string>()],
            Personality = about.Personality ?? PersonalityChoice.Default,
            Profile = about.Profile ?? ProfileChoice.None,
        };
    }

    private static string Instructions(SpecElement element, string? type)
    {
        if (type is not null and not Spellings.Conditional && element.Get("instructions") is null)
        {
            element.ReportAt("instructions", "Instructions are required.");
        }

        return element.Get("instructions")?.Text() ?? "";
    }

    private static CallerScript? Script(SpecElement element)
    {
        Required(element, "language");
        return Required(element, Spellings.Conditional) is { } actions ? SuiteScript.Read(actions) : null;
    }

    // Without its type the service stores an ordinary scenario and says nothing.
    private static CallerScript? IgnoredScript(SpecElement element)
    {
        if (element.Get(Spellings.Conditional) is { IsObject: false } actions)
        {
            actions.Report("Must be an object.");
        }

        return null;
    }

    private static SpecElement? Required(SpecElement element, string field)
    {
        if (element.Get(field) is { } found)
        {
            return found;
        }

        element.ReportAt(field, $"'{field}' is required.");
        return null;
    }
}
