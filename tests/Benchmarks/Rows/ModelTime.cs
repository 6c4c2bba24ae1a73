using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Models.Options;
using Cekura.Testing;

namespace Cekura.Benchmarks.Rows;

/// <summary>What a caller and a judge behind an endpoint cost beside the time that the endpoint itself takes.</summary>
internal sealed class ModelTime : IRow
{
    private const double Limit = 5;

    private static readonly int[] AtOnce = [1, 10, 50];

    // As long as a small model on this machine takes for a sentence.
    private static readonly TimeSpan Thinks = TimeSpan.FromSeconds(1);

    public string Id => "L1";

    public string What => "Conversations with a model as caller and judge, beside the model's own time";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        await using var agent = await LoopbackAgent.StartAsync(cancellationToken);
        await using var stub = await ModelStub.StartAsync(PlayedSeed.Play(Thinks));
        var folder = Directory.CreateTempSubdirectory("cekura-benchmark-").FullName;
        var own = Thinks * PlayedSeed.Calls;
        var extra = AtOnce.ToDictionary(count => count, _ => new List<double>());
        var conversations = 0;
        try
        {
            for (var round = 0; round <= bench.Options.Rounds; round++)
            {
                foreach (var count in AtOnce)
                {
                    var held = await PlayedBatch.HoldAsync(
                        PlayedSeed.Of(agent.Address, count, isPlayed: true, concurrent: count),
                        folder,
                        new ModelSettings { Url = stub.Address, Cassette = CassetteMode.Off },
                        count,
                        starts: 1,
                        cancellationToken
                    );
                    conversations += count;
                    if (round > 0)
                    {
                        extra[count].Add(100 * ((held.Wall / own) - 1));
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var asked = stub.Questions;
        var measured = AtOnce
            .Select(count => new Measurement(
                string.Create(CultureInfo.InvariantCulture, $"on top of the model's own time, {count} at once"),
                "%",
                extra[count]
            ))
            .ToList();
        var calls = new Measurement("questions a conversation", "", [asked.Count / (double)conversations]);
        var tokens = new Measurement(
            "tokens of questions a conversation, at 4 characters each",
            "",
            [asked.Sum(question => question.Messages.Sum(message => message.Content.Length)) / 4.0 / conversations]
        );
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Limit} % on top at 1, 10 and 50 at once"),
            Reached = string.Join("; ", measured.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Median:0.0} %"))),
            IsMet = measured.TrueForAll(one => one.Median <= Limit),
            Measurements = [.. measured, calls, tokens],
            Remarks = string.Create(
                CultureInfo.InvariantCulture,
                $"The endpoint is a stub that answers after {Thinks.TotalSeconds} s, and its conversations are of 6 turns: three questions of the caller, one of the judge, which passes. Agent, stub and emulator share one process."
            ),
        };
    }
}
