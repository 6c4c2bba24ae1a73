using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Data;

/// <summary>What a model judged, as it is kept.</summary>
internal static class JudgedJson
{
    public static JsonObject Write(Judged judged) =>
        new()
        {
            ["model"] = judged.Model,
            ["remarks"] = new JsonArray([.. judged.Remarks.Select(remark => JsonValue.Create(remark))]),
            ["lines"] = new JsonArray([.. judged.Lines.Select(line => Write(line, new() { ["line"] = line.Line }))]),
            ["metrics"] = new JsonArray([
                .. judged.Metrics.Select(metric =>
                    Write(
                        metric,
                        new()
                        {
                            ["id"] = metric.Id,
                            ["name"] = metric.Name,
                            ["criterion"] = metric.Criterion,
                            ["not_applicable"] = metric.IsNotApplicable,
                        }
                    )
                ),
            ]),
            ["questions"] = judged.Questions.DeepClone(),
        };

    public static Judged Read(JsonObject json) =>
        new()
        {
            Model = json["model"]!.GetValue<string>(),
            Remarks = [.. json["remarks"]!.AsArray().Select(remark => remark!.GetValue<string>())],
            Lines =
            [
                .. json["lines"]!.AsArray().Select(line => Read(line!, new JudgedLine(line!["line"]!.GetValue<string>()) { Why = "" })),
            ],
            Metrics =
            [
                .. json["metrics"]!
                    .AsArray()
                    .Select(metric =>
                        Read(
                            metric!,
                            new JudgedMetric(metric!["id"]!.GetValue<long>(), metric["name"]!.GetValue<string>())
                            {
                                Why = "",
                                Criterion = metric["criterion"]!.GetValue<string>(),
                                IsNotApplicable = metric["not_applicable"]!.GetValue<bool>(),
                            }
                        )
                    ),
            ],
            Questions = json["questions"]!.DeepClone().AsArray(),
        };

    private static JsonObject Write(JudgedPart part, JsonObject json)
    {
        json["answer"] = part.Answer?.DeepClone();
        json["why"] = part.Why;
        json["quote"] = part.Quote;
        json["turn"] = part.Turn;
        json["split"] = part.Split;
        json["answers"] = new JsonArray([.. part.Answers.Select(answer => JsonValue.Create(answer))]);
        json["advice"] = part.Advice;
        return json;
    }

    private static T Read<T>(JsonNode json, T part)
        where T : JudgedPart =>
        part with
        {
            Answer = json["answer"]?.DeepClone(),
            Why = json["why"]!.GetValue<string>(),
            Quote = json["quote"]!.GetValue<string>(),
            Turn = json["turn"]!.GetValue<int>(),
            Split = json["split"]?.GetValue<string>(),
            Answers = [.. json["answers"]!.AsArray().Select(answer => answer!.GetValue<string>())],
            Advice = json["advice"]?.GetValue<string>(),
        };
}
