namespace Cekura.Reliability.Tests.Faults;

/// <summary>Which trials there are. What can be struck in a situation is known from a rehearsal of it, in which nothing is.</summary>
internal sealed class Grid(Func<string> newDirectory)
{
    /// <summary>Every kind of fault at every call of every situation, at its first, middle and last occurrence.</summary>
    public async Task<List<Planned>> OfFaultsAsync(IReadOnlyList<Situation> situations)
    {
        var trials = new List<Planned>();
        foreach (var situation in situations)
        {
            var rehearsal = await RehearseAsync(situation);
            foreach (var calls in rehearsal.Traffic.Calls.GroupBy(call => call))
            {
                var (call, count) = (calls.Key, calls.Count());
                trials.AddRange(
                    from kind in Disturbance.KindsOf(call)
                    from after in new[] { 0, count / 2, count - 1 }.Distinct()
                    where
                        !situation.Always.Any(always => always.Call == call && after >= always.After && after < always.After + always.Times)
                    select new Planned(situation, [new Disturbance(kind, call, after)])
                );
            }
        }

        return trials;
    }

    /// <summary>
    /// Death before and after every request, and before, in and after every line of the journal; of the guard too; and a stop before and
    /// after every request.
    /// </summary>
    public async Task<List<Planned>> OfInterruptionsAsync()
    {
        var trials = new List<Planned>();
        foreach (var situation in Situations.Interrupted)
        {
            var rehearsal = await RehearseAsync(situation with { Successor = Successor.Guard });
            trials.AddRange(
                from number in Enumerable.Range(1, rehearsal.Traffic.Calls.Count)
                from moment in new[] { Moment.Before, Moment.After }
                select Struck(situation, new Interruption(Strike.Killed, Place.Request, number, moment))
            );
            trials.AddRange(
                from number in Enumerable.Range(1, rehearsal.Lines)
                from moment in Enum.GetValues<Moment>()
                select Struck(situation, new Interruption(Strike.Killed, Place.Line, number, moment))
            );
            if (situation.Successor == Successor.Guard)
            {
                trials.AddRange(
                    from number in Enumerable.Range(1, 3)
                    from moment in new[] { Moment.Before, Moment.After }
                    select Struck(situation, new Interruption(Strike.GuardKilled, Place.Request, number, moment))
                );
                trials.AddRange(
                    from number in Enumerable.Range(1, rehearsal.Traffic.Calls.Count)
                    from moment in new[] { Moment.Before, Moment.After }
                    select Struck(situation, new Interruption(Strike.Cancelled, Place.Request, number, moment))
                );
            }
        }

        return trials;
    }

    /// <summary>Two faults, of up to three requests in a row, somewhere in some situation.</summary>
    public async Task<List<Planned>> OfPairsAsync(int count)
    {
        var calls = new Dictionary<Situation, IReadOnlyList<Call>>();
        foreach (var situation in Situations.Disturbed)
        {
            calls[situation] = (await RehearseAsync(situation)).Traffic.Calls;
        }

        return [.. Enumerable.Range(0, count).Select(number => Draw(new Random(number), calls))];
    }

    private static Planned Draw(Random random, Dictionary<Situation, IReadOnlyList<Call>> calls)
    {
        var situation = Situations.Disturbed[random.Next(Situations.Disturbed.Count)];
        return new Planned(situation, [Fault(), Fault()]);

        Disturbance Fault()
        {
            var call = calls[situation][random.Next(calls[situation].Count)];

            // Twice "there is no such thing" is an answer, not a fault.
            var kinds = Disturbance.KindsOf(call).Where(kind => kind != "status:404").ToList();
            return new Disturbance(
                kinds[random.Next(kinds.Count)],
                call,
                random.Next(calls[situation].Count(other => other == call)),
                random.Next(1, 4)
            );
        }
    }

    private static Planned Struck(Situation situation, Interruption interruption) =>
        new(situation with { Interruption = interruption }, []);

    private async Task<Trial> RehearseAsync(Situation situation)
    {
        await using var trial = new Trial(situation, [], newDirectory());
        var outcome = await trial.RunAsync();
        Assert.True(outcome is { Started: 1, IsSafe: true, Unknown: 0 }, $"{situation}: {outcome}\n    {trial.Story}");
        return trial;
    }
}

/// <summary>A trial to be held.</summary>
internal sealed record Planned(Situation Situation, IReadOnlyList<Disturbance> Disturbances)
{
    public override string ToString() =>
        string.Join("; ", Disturbances.Select(disturbance => disturbance.ToString()).Prepend(Situation.ToString()));
}
