using System.Collections.Concurrent;
using Cekura.Emulator.Callers;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Running;

/// <summary>Who plays the caller of a run: a script, a script with a model beside it, or a model.</summary>
/// <param name="model">Null: there is none.</param>
/// <param name="time">The clock.</param>
internal sealed class CallerChoice(IChatModel? model, TimeProvider time)
{
    private const int Apart = 7919;

    private readonly ConcurrentDictionary<string, int> _attempts = new(StringComparer.Ordinal);

    /// <summary>Whether a model can play the caller of a scenario without a script.</summary>
    public bool CanPlay(Scenario scenario) =>
        model is not null && scenario is { Script: null, Type: Scenario.Instruction } && !string.IsNullOrWhiteSpace(scenario.Instructions);

    /// <summary>Makes the caller; null: the script is all that it takes.</summary>
    public Func<ICaller>? PlayerOf(EmulatedRun run, ChatRequest request)
    {
        if (model is null)
        {
            return null;
        }

        var brief = Brief(run, request);
        if (request.Script is null)
        {
            return () => new ModelCaller(brief, new(model));
        }

        return () => request.NewScripted(new ScriptMind(brief, new(model)));
    }

    private CallerBrief Brief(EmulatedRun run, ChatRequest request)
    {
        var scenario = run.Scenario;
        var test = run.Personality is { Name: var name } ? $"{scenario.Name} [{name}]" : scenario.Name;
        return new()
        {
            Test = test,
            Instructions = Placeholders.Fill(request.Script?.Role ?? scenario.Instructions, request.TestProfile),
            Opening = ActionText.Render(request.Script?.Opening.Action ?? scenario.FirstMessage, request.TestProfile),
            Persona = CallerBrief.PersonaOf(run.Personality?.Prompt),
            Language = run.Personality?.Language ?? scenario.Language,
            Facts = CallerBrief.FactsOf(request.TestProfile),
            Script =
            [
                .. request.Script?.Conditions.Select(condition => ActionText.Render(condition.Action, request.TestProfile).Text) ?? [],
            ],
            EndCallEnabled = request.EndCallEnabled,
            Repetition = run.Repetition,
            Year = time.GetUtcNow().Year,
            // A run that is started again must not go wrong in the same way.
            Seed =
                request.Seed + (Apart * _attempts.AddOrUpdate($"{scenario.Id} {run.Repetition} {test}", 0, (_, attempts) => attempts + 1)),
        };
    }
}
