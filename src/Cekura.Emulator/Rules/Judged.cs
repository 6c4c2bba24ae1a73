using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rules;

/// <summary>What a model judged of one conversation, for what no rule judges. Never changed once made.</summary>
internal sealed record Judged
{
    /// <summary>
    /// Where clients find what the judge saw and said in a run's metadata. What an agent sends under this name is dropped.
    /// </summary>
    public const string Key = "emulator_judge";

    /// <summary>The model's name, as its endpoint gives it.</summary>
    public required string Model { get; init; }

    public IReadOnlyList<JudgedLine> Lines { get; init; } = [];

    public IReadOnlyList<JudgedMetric> Metrics { get; init; } = [];

    /// <summary>What the judge saw and said: an entry for each question.</summary>
    public JsonArray Questions { get; init; } = [];

    /// <summary>What readers of the judgements should know besides.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public IEnumerable<JudgedPart> Parts => [.. Lines, .. Metrics];

    public JudgedLine? Line(string line) => Lines.FirstOrDefault(judged => judged.Line == line);

    public JudgedMetric? Metric(long id) => Metrics.FirstOrDefault(judged => judged.Id == id);

    /// <summary>The same conversation as far as it was when it had so many turns: what is only shown later did not hold then.</summary>
    public Judged Until(int turns) =>
        this with
        {
            Lines = [.. Lines.Select(line => line.Turn > turns && line.Aligned == "yes" ? line with { Answer = JudgedPart.Unmet } : line)],
            Metrics =
            [
                .. Metrics.Select(metric =>
                    metric.Turn > turns && metric.Word == JudgedMetric.Pass ? metric with { Answer = JsonValue.Create(false) } : metric
                ),
            ],
        };

    /// <summary>The same with newer judgements in the place of those of the same parts.</summary>
    public Judged With(Judged newer) =>
        new()
        {
            Model = newer.Model,
            Remarks = newer.Remarks,
            Lines = [.. Lines.Where(line => newer.Line(line.Line) is null), .. newer.Lines],
            Metrics = [.. Metrics.Where(metric => newer.Metric(metric.Id) is null), .. newer.Metrics],
            Questions =
            [
                .. Questions.Where(old => !newer.Questions.Any(next => Kind(next) == Kind(old))).Select(old => old!.DeepClone()),
                .. newer.Questions.Select(next => next!.DeepClone()),
            ],
        };

    /// <summary>The same without some parts, which no model judges any longer.</summary>
    public Judged Without(bool outcome, IReadOnlyCollection<long> metrics) =>
        this with
        {
            Lines = outcome ? [] : Lines,
            Metrics = [.. Metrics.Where(metric => !metrics.Contains(metric.Id))],
        };

    /// <summary>Remarks for readers of the run: who judged, and what was judged and decides nothing.</summary>
    public IEnumerable<string> Notes() =>
        [.. Parts.Any() ? [$"judged by {Model} on this machine, not by Cekura"] : (IEnumerable<string>)[], .. Remarks, .. Advice()];

    /// <summary>What was judged and decides nothing.</summary>
    public IEnumerable<string> Advice() =>
        [
            .. Lines.Where(line => line.Advice is not null).Select(line => $"advice: \"{line.Line.Trim()}\": {Sentence(line)}"),
            .. Metrics.Where(metric => metric.Advice is not null).Select(metric => $"advice: {metric.Name}: {Sentence(metric)}"),
        ];

    public JsonObject ToJson() =>
        new()
        {
            ["model"] = Model,
            ["judged"] = new JsonArray([
                .. Lines.Select(line => ToJson(line, new() { ["criterion"] = line.Line.Trim() })),
                .. Metrics.Select(metric => ToJson(metric, new() { ["metric"] = metric.Id, ["criterion"] = metric.Criterion })),
            ]),
            ["questions"] = Questions.DeepClone(),
        };

    private static JsonObject ToJson(JudgedPart part, JsonObject json)
    {
        json["verdict"] = part.HasVerdict ? part.Word : null;
        json["answers"] = new JsonArray([.. part.Answers.Select(answer => JsonValue.Create(answer))]);
        return json;
    }

    private string Sentence(JudgedPart part) => $"{part.Sentence(Model)} {part.Advice}";

    private static string? Kind(JsonNode? question) => question?["question"]?.ToString();
}
