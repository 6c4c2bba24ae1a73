using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Seed;

/// <summary>Reads how an agent is spoken to: <c>agents[].protocol</c> and the options of that protocol.</summary>
internal static class SettingsReader
{
    // Without a protocol they mean nothing; other keys of protocols may be the service's one day.
    private static readonly string[] NeedProtocol = ["url", "headers"];

    /// <returns>Null: the agent has no protocol, and is spoken to over its <c>websocket_url</c>.</returns>
    public static AgentSettings? Read(SeedElement element, bool launched)
    {
        if (element.Get("protocol") is null)
        {
            return NeedProtocol.Select(element.Get).FirstOrDefault(key => key is not null) is { } lonely
                ? throw lonely.KeyError(
                    $"{lonely.Path} needs \"protocol\" beside it: how the agent is spoken to, one of {string.Join(", ", ProtocolList.Names)}.",
                    SeedCode.MissingKey
                )
                : null;
        }

        var written = Written(element);
        if (ProtocolList.Find(element.Get("protocol")!.Value.ToString()) is { } protocol)
        {
            RefuseUnknown(element, protocol);
        }

        var check = new SettingsCheck($"{element.Path}.", NearestKey.Suggest);
        foreach (var problem in check.Check(written, [], mayHavePort: launched))
        {
            throw Error(element, problem);
        }

        return AgentSettings.Read(written);
    }

    // Who writes a protocol writes for the emulator: what it does not know is a slip of the pen.
    private static void RefuseUnknown(SeedElement element, Protocol protocol)
    {
        var unknown = element
            .Properties()
            .FirstOrDefault(property => !AgentReader.OurKeys.Contains(property.Key!) && !AgentReader.ServiceKeys.Contains(property.Key!));
        if (unknown is not null)
        {
            string[] known = ["launch", .. protocol.Options.Select(option => option.Name), "traces"];
            throw unknown.KeyError($"unknown key \"{unknown.Key}\". {NearestKey.Suggest(unknown.Key!, known)}", SeedCode.UnknownKey);
        }
    }

    // The service's own keys, and ours of every agent, are read elsewhere.
    private static JsonObject Written(SeedElement element)
    {
        var written = new JsonObject();
        foreach (
            var property in element.Properties().Where(property => property.Key == "protocol" || ProtocolList.Keys.Contains(property.Key!))
        )
        {
            written[property.Key!] = property.Value.ToNode();
        }

        if (
            written["url"] is null
            && element.Get("websocket_url") is { } address
            && element.Get("protocol")!.Value.ValueEquals(ProtocolNames.WebSocket)
        )
        {
            written["url"] = address.Text();
        }

        return written;
    }

    private static EmulatorSeedException Error(SeedElement agent, SettingsProblem problem)
    {
        var place = problem.Path.Aggregate(agent, (at, key) => at.Get(key) ?? at);
        var code = problem.Kind switch
        {
            SettingsProblemKind.UnknownProtocol => SeedCode.UnknownWord,
            SettingsProblemKind.UnknownOption => SeedCode.UnknownKey,
            SettingsProblemKind.MissingOption => SeedCode.MissingKey,
            SettingsProblemKind.Address => SeedCode.Address,
            SettingsProblemKind.WrittenSecret => SeedCode.WrittenSecret,
            _ => SeedCode.WrongValue,
        };
        return problem.IsKey ? place.KeyError(problem.Message, code) : place.Error(problem.Message, code);
    }
}
