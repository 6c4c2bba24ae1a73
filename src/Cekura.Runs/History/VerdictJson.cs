using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>A verdict with its runs as JSON, without secrets, and back. Recordings are named by their way from the file.</summary>
internal static class VerdictJson
{
    /// <summary>How deep a line may be nested: its run, as deep as that is shown, and what is around it.</summary>
    public const int Deepest = 512;

    public static JsonObject Write(CaseVerdict verdict, RunDocument documents, string directory) =>
        new()
        {
            ["outcome"] = verdict.Outcome.ToString(),
            ["message"] = verdict.Message,
            ["passed"] = verdict.Passed,
            ["total"] = verdict.Total,
            ["notes"] = Texts(verdict.Notes),
            ["known_failure"] = verdict.KnownFailure,
            ["standing"] = verdict.Standing == TestStanding.Unknown ? null : verdict.Standing.ToString(),
            ["seconds"] = verdict.Duration.TotalSeconds,
            ["start"] = verdict.Start,
            ["runs"] = new JsonArray([.. verdict.Runs.Select(run => Write(run, documents, directory))]),
        };

    /// <exception cref="FormatException">A part is not what it should be.</exception>
    public static CaseVerdict Read(JsonNode json, string directory) =>
        new()
        {
            Outcome = ReadOutcome(json),
            Message = (string?)json["message"],
            Passed = (int)json["passed"]!,
            Total = (int)json["total"]!,
            Notes = ReadTexts(json["notes"]),
            KnownFailure = (string?)json["known_failure"],
            Standing = Enum.TryParse<TestStanding>((string?)json["standing"], out var standing) ? standing : TestStanding.Unknown,
            Duration = TimeSpan.FromSeconds((double)json["seconds"]!),
            Start = (DateTimeOffset?)json["start"],
            Runs = [.. json["runs"]!.AsArray().Select(run => ReadRun(run!, directory))],
        };

    private static JsonObject Write(RunVerdict verdict, RunDocument documents, string directory) =>
        new()
        {
            ["outcome"] = verdict.Outcome.ToString(),
            ["rule"] = verdict.Rule,
            ["message"] = verdict.Message,
            ["full_message"] = verdict.FullMessage,
            ["reasons"] = new JsonArray([.. verdict.Reasons.Select(Write)]),
            ["notes"] = Texts(verdict.Notes),
            ["location"] = CaseJson.Write(verdict.Location),
            ["infrastructure"] = verdict.IsInfrastructure,
            ["recording"] = verdict.RecordingFile is { } file ? Path.GetRelativePath(directory, file).Replace('\\', '/') : null,
            ["share_link"] = verdict.ShareLink?.AbsoluteUri,
            ["run"] = verdict.Run is { } run ? RunOf(run, documents) : null,
        };

    // Without its run a verdict is still a verdict.
    private static JsonNode? RunOf(Run run, RunDocument documents)
    {
        try
        {
            return JsonNode.Parse(documents.Write(run), documentOptions: new() { MaxDepth = Deepest });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new JsonObject { ["id"] = run.Id, ["status"] = run.StatusText };
        }
    }

    private static RunVerdict ReadRun(JsonNode json, string directory) =>
        new()
        {
            Outcome = ReadOutcome(json),
            Rule = (string)json["rule"]!,
            Message = (string)json["message"]!,
            FullMessage = (string)json["full_message"]!,
            Reasons = [.. json["reasons"]?.AsArray().Select(reason => ReadReason(reason!)) ?? []],
            Notes = ReadTexts(json["notes"]),
            Location = CaseJson.ReadLocation(json["location"]),
            IsInfrastructure = (bool)json["infrastructure"]!,
            RecordingFile =
                (string?)json["recording"] is { } file && Path.GetFullPath(file, directory) is var path && File.Exists(path) ? path : null,
            ShareLink = Uri.TryCreate((string?)json["share_link"], UriKind.Absolute, out var link) ? link : null,
            Run = json["run"] is { } run ? Run.Read(JsonElement.Parse(run.ToJsonString(), new() { MaxDepth = Deepest })) : null,
        };

    private static JsonObject Write(Reason reason) =>
        new()
        {
            ["text"] = reason.Text,
            ["explanations"] = Texts(reason.Explanations),
            ["subject"] = reason.Subject,
            ["key"] = reason.Key,
            ["turn"] = reason.Turn,
            ["open"] = reason.IsOpen,
        };

    private static Reason ReadReason(JsonNode json) =>
        new((string)json["text"]!, ReadTexts(json["explanations"]))
        {
            Subject = (string)json["subject"]!,
            Key = (string)json["key"]!,
            Turn = (int?)json["turn"],
            IsOpen = (bool)json["open"]!,
        };

    private static Outcome ReadOutcome(JsonNode json) => Enum.Parse<Outcome>((string)json["outcome"]!);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static List<string> ReadTexts(JsonNode? json) => [.. json!.AsArray().Select(text => (string)text!)];
}
