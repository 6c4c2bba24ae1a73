using System.Collections.Concurrent;
using Cekura.Emulator.Callers;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Running;

/// <summary>Who plays the caller of a run: a script, a script with a model beside it, or a model.</summary>
/// <param name="time">The clock.</param>
internal sealed class CallerChoice(TimeProvider time)
{
    private const int Apart = 7919;

    private readonly ConcurrentDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private IChatModel? _model;

    /// <summary>The model of conversations that begin from now on; null: there is none.</summary>
    public IChatModel? Model
    {
        get => Volatile.Read(ref _model);
        set => Volatile.Write(ref _model, value);
    }

    /// <summary>Whether a model can play the caller of a scenario without a script.</summary>
    public bool CanPlay(Scenario scenario) =>
        Model is not null && scenario is { Script: null, Type: Scenario.Instruction } && !string.IsNullOrWhiteSpace(scenario.Instructions);

    /// <summary>Makes the caller; null: the script is all that it takes.</summary>
    public Func<ICaller>? PlayerOf(EmulatedRun run, ChatRequest request)
    {
        if (Model is not { } model)
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

    /// <summary>
    /// Takes note of the end of a run. One whose caller went wrong may be started again, and must not go wrong in the same way; one that
    /// did not is the last of its row, so that the same starts always ask the same.
    /// </summary>
    public void Ended(EmulatedRun run, CallerFault? fault)
    {
        if (fault is null)
        {
            _faults.TryRemove(Case(run), out _);
        }
        else
        {
            _faults.AddOrUpdate(Case(run), 1, (_, faults) => faults + 1);
        }
    }

    private static string Case(EmulatedRun run) => $"{run.Repetition} {Test(run)}";

    private static string Test(EmulatedRun run) => run.Scenario.TestWith(run.Personality);

    private CallerBrief Brief(EmulatedRun run, ChatRequest request)
    {
        var scenario = run.Scenario;
        var attempt = 1 + _faults.GetValueOrDefault(Case(run));
        return new()
        {
            Test = Test(run),
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
            Attempt = attempt,
            Seed = request.Seed + (Apart * (attempt - 1)),
        };
    }
}
