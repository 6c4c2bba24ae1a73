using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>The personality of an entry: one of the seed, one of the seed with changes, or one of the suite's own.</summary>
/// <param name="Mode"><c>existing</c>, <c>override</c>, <c>inline</c> or <c>project_default</c>.</param>
/// <param name="Personality">Null: the project's default, of which the emulator knows nothing.</param>
internal sealed record PersonalityChoice(string Mode, Personality? Personality)
{
    private static readonly string[] Known =
    [
        "background_noise",
        "base",
        "end_call_enabled",
        "language",
        "name",
        "prompt",
        "provider",
        "speed",
        "voice_id",
        "voice_model",
    ];

    private static readonly string[] RequiredWithoutBase = ["prompt", "language", "voice_model", "voice_id", "background_noise"];

    public static PersonalityChoice Default { get; } = new("project_default", null);

    /// <summary>Whether it lives only as long as its runs.</summary>
    public bool IsTemporary => Mode is "override" or "inline";

    public static PersonalityChoice Read(SpecElement element, Workspace workspace)
    {
        if (element.IsInteger)
        {
            return new("existing", Existing(element, workspace));
        }

        if (!element.IsObject)
        {
            element.Report("Must be the ID of a personality, or an object.");
            return Default;
        }

        element.IsObjectOf(Known);
        var name = Check(element);
        var hangsUp = element.Get("end_call_enabled")?.Boolean();
        var reference = element.Get("base");
        foreach (var field in RequiredWithoutBase.Where(field => reference is null && element.Get(field) is null))
        {
            element.ReportAt(field, $"'{field}' is required when no 'base' personality is given.");
        }

        return reference is null
            ? new("inline", Inline(element, name, hangsUp ?? true))
            : new(
                "override",
                Existing(reference, workspace) is { } existing
                    ? existing with
                    {
                        Name = name ?? existing.Name,
                        Prompt = Words(element, "prompt") ?? existing.Prompt,
                        Language = Words(element, "language") ?? existing.Language,
                        EndCallEnabled = hangsUp ?? existing.EndCallEnabled,
                    }
                    : null
            );
    }

    private static string? Check(SpecElement element)
    {
        element.Get("background_noise")?.Text();
        element.Get("language")?.Word(Spellings.Languages);
        element.Get("prompt")?.Text(min: 1);
        element.Get("provider")?.Word(Spellings.Providers);
        element.Get("speed")?.Number(0.8, 1.2);
        element.Get("voice_id")?.Text(min: 1);
        element.Get("voice_model")?.Word(Spellings.VoiceModels);
        return element.Get("name")?.Text(max: 255);
    }

    private static Personality? Existing(SpecElement element, Workspace workspace)
    {
        if (element.Integer(min: 1) is not { } id)
        {
            return null;
        }

        var found = workspace.Personalities.FirstOrDefault(personality => personality.Id == id);
        if (found is null)
        {
            element.Report($"No personality with ID {id} in project {workspace.Project}.");
        }

        return found;
    }

    // The prompt describes how the caller behaves, which takes a language model: a caller that follows a script is a plain one.
    private static Personality Inline(SpecElement element, string? name, bool hangsUp) =>
        new()
        {
            Id = 0,
            Name = name ?? "Inline personality",
            Prompt = Words(element, "prompt"),
            Language = Words(element, "language"),
            Style = CallerStyle.Plain,
            IdleTimeout = TimeSpan.FromSeconds(10),
            IdleMessages = 3,
            EndCallEnabled = hangsUp,
            Source = element.Value,
        };

    private static string? Words(SpecElement element, string key) =>
        element.Get(key) is { IsText: true } text ? text.Value.GetString() : null;
}
