using Cekura.Testing;

namespace Cekura.Client.Tests.Reading;

/// <summary>Answers about many runs are read from memory that the next answer lies in.</summary>
public sealed class ManyRunsTests
{
    [Fact]
    public async Task What_was_read_stays_when_the_memory_of_its_answer_is_used_again()
    {
        using var service = new ScriptedHandler();
        for (var id = 1; id <= 20; id++)
        {
            service.Answer(Answer(id));
        }

        using var client = new CekuraClient(TestClient.Options, service);
        var read = new List<Run>();
        for (var id = 1; id <= 20; id++)
        {
            read.AddRange(await client.Runs.GetManyAsync([id]));
        }

        Assert.All(read.Index(), entry =>
        {
            var (index, run) = entry;
            var id = index + 1;
            Assert.Equal(id, run.Id);
            Assert.Equal($"Said {id}", run.TranscriptTurns.Single().Content);
            Assert.Equal($"Called {id}", run.Metadata!.Value.GetProperty("ended_reason").GetString());
            Assert.Equal(id, run.Metrics.Single().Extra!.Value.GetProperty("number").GetInt32());
            Assert.Equal($"Book {id}", run.Source.GetProperty("scenario_name").GetString());
        });
    }

    // The first is long, so that the memory of the others is not new either.
    private static string Answer(int id) =>
        $$"""
            [{
              "id": {{id}}, "status": "completed", "scenario_name": "Book {{id}}", "metadata": { "ended_reason": "Called {{id}}" },
              "transcript_object": [{ "role": "Main Agent", "content": "Said {{id}}" }],
              "evaluation": { "metrics": [{ "id": 55, "name": "Confirms", "extra": { "number": {{id}} } }] },
              "feedback": "{{new string('x', id == 1 ? 500_000 : 10)}}"
            }]
            """;
}
