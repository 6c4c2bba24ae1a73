using System.Globalization;
using System.Text.Json;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Running;

/// <summary>
/// Headers that the agent sees: profile, then agent, then request, then the service's own, each winning over those before.
/// </summary>
internal static class HandshakeHeaders
{
    private const string Reserved = "X-VOCERA-";

    public static IReadOnlyDictionary<string, string> Of(EmulatedRun run)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var theirs = Profile(run.TestProfile)
            .Where(header => run.Agent.Settings?.Headers.ContainsKey(header.Key) is not true)
            .Concat(run.Agent.WebSocketHeaders)
            .Concat(run.Result.Order.WebSocketHeaders);
        foreach (var (name, value) in theirs.Where(header => !header.Key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase)))
        {
            headers[name] = value;
        }

        if (run.Agent.Secret is { } secret)
        {
            headers[$"{Reserved}SECRET"] = secret;
        }

        headers[$"{Reserved}SCENARIO-ID"] = run.Scenario.Id.ToString(CultureInfo.InvariantCulture);
        headers[$"{Reserved}RESULT-ID"] = run.Result.Id.ToString(CultureInfo.InvariantCulture);
        headers[$"{Reserved}RUN-ID"] = run.Id.ToString(CultureInfo.InvariantCulture);
        return headers;
    }

    // A profile in sections gives only its main_agent_variables to the agent; a flat one of the old kind gives all.
    private static IEnumerable<KeyValuePair<string, string>> Profile(TestProfile? profile)
    {
        if (profile is null)
        {
            return [];
        }

        var information = profile.Information;
        var inSections = information.TryGetProperty("main_agent_variables", out var variables);
        if (!inSections && information.TryGetProperty("testing_agent_variables", out _))
        {
            return [];
        }

        return (inSections ? variables : information) is { ValueKind: JsonValueKind.Object } values
            ? values
                .EnumerateObject()
                .Where(value => value.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
                .Select(value => KeyValuePair.Create(value.Name, value.Value.ToString()))
            : [];
    }
}
