using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;

namespace Cekura.Runs.History;

/// <summary>
/// What a test asks for, as a hash: scenario or test case, caller, mode, options, agent, repetitions and expectations. Names, places and
/// tags change nothing of what is tested, and are not part of it.
/// </summary>
internal static class CaseFingerprint
{
    private const int Bytes = 8;
    private const char Separator = '\u001F';

    // Thousands of tests share the options of their manifest.
    private static readonly ConditionalWeakTable<JsonObject, string> Texts = [];

    public static string Of(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scenarioCase.ScenarioId}{Separator}{scenarioCase.PersonalityId}{Separator}");
        text.Append(CultureInfo.InvariantCulture, $"{scenarioCase.TestProfileId}{Separator}{scenarioCase.AgentId}{Separator}");
        text.Append(CultureInfo.InvariantCulture, $"{scenarioCase.Frequency}{Separator}{scenarioCase.PassAtLeast}{Separator}");
        text.Append(CultureInfo.InvariantCulture, $"{scenarioCase.Timeout}{Separator}{scenarioCase.Mode}{Separator}");
        text.Append(TextOf(scenarioCase.Options)).Append(Separator);
        foreach (var expectation in scenarioCase.Expect)
        {
            text.Append(expectation.Metric).Append(Separator).Append(expectation.Expression).Append(Separator);
        }

        if (scenarioCase.SuiteEntry is { } entry)
        {
            text.Append(entry.ToJson().ToJsonString()).Append(Separator).Append(TextOf(entry.Head.Json));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, Bytes);
    }

    private static string TextOf(JsonObject? json) => json is null ? "" : Texts.GetValue(json, one => one.ToJsonString());
}
