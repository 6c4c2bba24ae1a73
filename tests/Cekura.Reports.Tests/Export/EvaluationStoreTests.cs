using System.Text.Json;
using System.Text.Json.Serialization;
using Cekura.Reports.Export;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Cekura.Reports.Tests.Export;

/// <summary>
/// The store is read by the types of Microsoft.Extensions.AI.Evaluation, in the folders that its disk-based store enumerates.
/// </summary>
public sealed class EvaluationStoreTests : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(AIJsonUtilities.DefaultOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_repetition_is_an_iteration_of_its_test()
    {
        var count = new EvaluationStore(_folder).Write(SampleExport.Run);

        string[] files =
        [
            .. Directory
                .GetFiles(_folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(count, files.Length);
        Assert.Equal(5, count);
        Assert.All(files, file => Assert.Matches("^results/20260820T100000/[^/]+/[0-9]+[.]json$", file));
        Assert.Contains("results/20260820T100000/Front_desk.Move.Calm/2.json", files);
        foreach (var file in files)
        {
            var parts = file.Split('/');
            var result = Read(file);
            Assert.Equal((parts[1], parts[2], parts[3]), (result.ExecutionName, result.ScenarioName, $"{result.IterationName}.json"));
            Assert.Equal(1, result.FormatVersion);
            Assert.NotEqual(default, result.CreationTime);
        }
    }

    [Fact]
    public void The_conversation_is_read_with_its_tools_and_the_last_words_are_the_response()
    {
        new EvaluationStore(_folder).Write(SampleExport.Run);

        var result = Read("results/20260820T100000/Front_desk.Book.Calm/1.json");

        Assert.Equal(["user", "assistant", "user", "assistant", "tool"], result.Messages.Select(message => message.Role.Value));
        Assert.Equal("Hi, I need to book an appointment.", result.Messages[0].Text);
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(result.Messages[3].Contents));
        Assert.Equal(("call_1", "find_patient", "1990-01-01"), (call.CallId, call.Name, $"{call.Arguments!["dob"]}"));
        Assert.Equal("call_1", Assert.IsType<FunctionResultContent>(Assert.Single(result.Messages[4].Contents)).CallId);
        Assert.Equal("All set, goodbye.", result.ModelResponse.Text);
        Assert.Equal(["smoke"], result.Tags);
    }

    [Fact]
    public void The_verdict_and_every_metric_are_read_with_reason_and_rating()
    {
        new EvaluationStore(_folder).Write(SampleExport.Run);

        var failed = Read("results/20260820T100000/Front_desk.Move.Calm/2.json").EvaluationResult;

        var verdict = failed.Get<BooleanMetric>("Verdict");
        Assert.Equal(
            (false, true, EvaluationRating.Unacceptable),
            (verdict.Value, verdict.Interpretation!.Failed, verdict.Interpretation.Rating)
        );
        Assert.StartsWith("Failed: expected outcome 0", verdict.Reason, StringComparison.Ordinal);
        Assert.False(failed.Get<BooleanMetric>("Confirms date and time").Value);
        Assert.Equal(EvaluationRating.Good, failed.Get<BooleanMetric>("Greets by clinic name").Interpretation!.Rating);
    }

    private Result Read(string file) => JsonSerializer.Deserialize<Result>(File.ReadAllText(Path.Combine(_folder, file)), Options)!;

    /// <summary>The members of the library's own result, in its own types.</summary>
    private sealed record Result(
        string ScenarioName,
        string IterationName,
        string ExecutionName,
        DateTime CreationTime,
        IList<ChatMessage> Messages,
        ChatResponse ModelResponse,
        EvaluationResult EvaluationResult,
        IList<string>? Tags,
        int? FormatVersion
    );
}
