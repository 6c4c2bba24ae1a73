using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>
/// Makes scenarios, personalities and profiles that live only as long as the runs of a suite. Their ids lie beyond the seed's. What success
/// is, a suite says in words only, which the emulator cannot judge: a scenario of the seed with the same agent and name lends its
/// <c>outcomes</c> and <c>optional_conditions</c>, and its <c>replay</c> where a caller would need a language model; without one the
/// expected outcome is not judged.
/// </summary>
internal sealed class TemporaryScenarios(Workspace workspace)
{
    private long _lastId = new[]
    {
        workspace.Scenarios.Select(scenario => scenario.Id),
        workspace.Personalities.Select(personality => personality.Id),
        workspace.TestProfiles.Select(profile => profile.Id),
    }
        .SelectMany(ids => ids)
        .DefaultIfEmpty(0)
        .Max();

    public StartOrder Order(SuiteRequest request)
    {
        var scenarios = request.Suite.Entries.Select(entry => (Scenario: Make(entry, request.Agent), Entry: entry));
        IReadOnlyList<RunCase> cases =
        [
            .. scenarios.SelectMany(made =>
                Enumerable
                    .Range(1, (int)made.Entry.Frequency)
                    .Select(repetition => new RunCase(
                        made.Scenario,
                        request.Agent,
                        made.Scenario.Personality,
                        made.Scenario.TestProfile,
                        repetition
                    )
                    {
                        CallerNumber = request.Channel.HasNumbers && made.Entry.PhoneNumber is { Length: > 0 } own ? own : null,
                    })
            ),
        ];
        return new()
        {
            Name = request.Name ?? $"{request.Agent.Name}: {request.Suite.Entries.Count} scenarios",
            Channel = request.Channel,
            Cases = request.Channel.HasNumbers ? Numbers.Assign(cases, request.Fields) : cases,
            ConcurrencyLimit = request.ConcurrencyLimit,
            Settings = request.Settings(),
        };
    }

    private Scenario Make(SuiteEntry entry, Agent agent)
    {
        var kept = workspace.Namesake(entry.Name, agent);
        var made = new Scenario
        {
            Id = NextId(),
            Name = entry.Name,
            Agent = agent,
            Personality = entry.Personality.IsTemporary
                ? entry.Personality.Personality! with
                {
                    Id = NextId(),
                }
                : entry.Personality.Personality,
            TestProfile = entry.Profile.IsTemporary ? entry.Profile.Profile! with { Id = NextId() } : entry.Profile.Profile,
            Type = entry.Type,
            Instructions = entry.Instructions,
            Script = entry.Script is { } script ? script with { Optional = kept?.OptionalConditions ?? script.Optional } : null,
            Language = entry.Language,
            FirstMessage = entry.Script?.Opening.Action ?? entry.FirstMessage ?? "Hello",
            Tags = entry.Tags,
            Metrics = entry.Metrics,
            ToolIds = [.. entry.Tools.Select(tool => $"TOOL_{tool.ToUpperInvariant()}")],
            MaxDuration = entry.MaxDuration,
            Outcomes = kept?.Outcomes ?? [],
            ExpectedOutcomePrompt = entry.ExpectedOutcome,
            Replay = entry.Script is null ? kept?.Replay : null,
            Source = new JsonObject().ToElement(),
        };
        return kept is { Recorded.Count: > 0 }
            ? made.With([.. kept.Recorded.Select(recorded => (recorded.Case, recorded.Scenario.Replay!))])
            : made;
    }

    private long NextId() => Interlocked.Increment(ref _lastId);
}
