using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Options;

/// <summary>Holds what was written of an agent against the list of protocols.</summary>
/// <param name="name">What the agent's object is called in messages, with a point behind it; empty: nothing.</param>
/// <param name="advise">Says which of the known words was probably meant.</param>
internal sealed class SettingsCheck(string name, Func<string, IReadOnlyList<string>, string> advise)
{
    private const string Placeholder = "{port}";

    private readonly List<SettingsProblem> _problems = [];

    /// <summary>What is wrong with it.</summary>
    /// <param name="written">The object.</param>
    /// <param name="others">Keys that may stand beside those of the protocol.</param>
    /// <param name="mayHavePort">Whether <c>{port}</c> stands for a free port in its address.</param>
    public IReadOnlyList<SettingsProblem> Check(JsonObject written, IReadOnlyCollection<string> others, bool mayHavePort = false)
    {
        if (written["protocol"] is not { } said || AgentJson.AsText(said) is not { } word || ProtocolList.Find(word) is not { } protocol)
        {
            Report(
                written["protocol"] is null ? SettingsProblemKind.MissingOption : SettingsProblemKind.UnknownProtocol,
                written["protocol"] is null ? [] : ["protocol"],
                written["protocol"] is { } value
                    ? $"\"{name}protocol\" cannot be {Excerpt.Of(AgentJson.Text(value), 40)}. {advise(AgentJson.AsText(value) ?? "", ProtocolList.Names)}"
                    : $"\"protocol\" is missing: how the agent is spoken to, one of {string.Join(", ", ProtocolList.Names)}."
            );
            return _problems;
        }

        foreach (var (key, value) in written.Where(option => option.Key != "protocol" && !others.Contains(option.Key)))
        {
            if (protocol.Find(key) is not { } option)
            {
                Report(SettingsProblemKind.UnknownOption, [key], Unknown(protocol, key), isKey: true);
            }
            else if (value is not null)
            {
                CheckValue(option, value, mayHavePort);
            }
        }

        foreach (var missing in protocol.Options.Where(option => option.IsRequired && written[option.Name] is null))
        {
            Report(SettingsProblemKind.MissingOption, [], $"The protocol {protocol.Name} needs \"{missing.Name}\", {Wanted(missing)}.");
        }

        return _problems;
    }

    /// <summary>Why a key is none of the protocol's.</summary>
    public string Unknown(Protocol protocol, string key)
    {
        var able = ProtocolList.All.Where(other => other.Find(key) is not null).Select(other => other.Name).ToList();
        return $"{Excerpt.Of(key, 40)} is not an option of the protocol {protocol.Name}. "
            + (
                able.Count > 0
                    ? $"It is one of {string.Join(", ", able)}."
                    : advise(key, [.. protocol.Options.Select(option => option.Name)])
            );
    }

    private void CheckValue(ProtocolOption option, JsonNode value, bool mayHavePort)
    {
        switch (option.Kind)
        {
            case OptionKind.Headers when value is JsonObject headers:
                CheckHeaders(option, headers);
                break;
            case OptionKind.HttpUrl or OptionKind.WebSocketUrl when AgentJson.AsText(value) is { } url:
                CheckAddress(option, url, mayHavePort);
                break;
            default:
                if (!Fits(option, value))
                {
                    Report(
                        SettingsProblemKind.WrongValue,
                        [option.Name],
                        $"\"{name}{option.Name}\" wants {Wanted(option)}, and is {Excerpt.Of(value.ToJsonString(), 60)}."
                    );
                }

                break;
        }
    }

    private static bool Fits(ProtocolOption option, JsonNode value) =>
        option.Kind switch
        {
            OptionKind.Text => !string.IsNullOrWhiteSpace(AgentJson.AsText(value)),
            OptionKind.Word => AgentJson.AsText(value) is { } word && option.Words.Contains(word),
            OptionKind.Flag => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            OptionKind.Number => value is JsonValue number
                && number.TryGetValue(out double read)
                && read >= option.Min
                && read <= option.Max,
            OptionKind.Texts => value is JsonArray { Count: > 0 } items && items.All(item => AgentJson.AsText(item) is not null),
            OptionKind.TextMap => value is JsonObject members && members.All(member => AgentJson.AsText(member.Value) is not null),
            OptionKind.Object => value is JsonObject,
            OptionKind.Path => AgentJson.AsText(value) is { } path && JsonPath.Parse(path) is not null,
            OptionKind.Json => true,
            _ => false,
        };

    private void CheckHeaders(ProtocolOption option, JsonObject headers)
    {
        foreach (var (header, value) in headers)
        {
            string[] path = [option.Name, header];
            var named = $"\"{name}{option.Name}.{header}\"";
            if (value is JsonObject parts)
            {
                foreach (var key in parts.Select(part => part.Key).Where(key => key is not ("env" or "prefix")))
                {
                    Report(
                        SettingsProblemKind.UnknownOption,
                        [.. path, key],
                        $"{Excerpt.Of(key, 40)} is not a part of a header. {advise(key, ["env", "prefix"])}",
                        isKey: true
                    );
                }

                if (
                    string.IsNullOrWhiteSpace(AgentJson.AsText(parts["env"]))
                    || (parts["prefix"] is { } prefix && AgentJson.AsText(prefix) is null)
                )
                {
                    Report(
                        SettingsProblemKind.WrongValue,
                        path,
                        $"{named} wants {{ \"env\": \"NAME\" }}, the variable of the environment that holds its value, and may have a \"prefix\" such as \"Bearer \"."
                    );
                }
            }
            else if (AgentJson.AsText(value) is null)
            {
                Report(SettingsProblemKind.WrongValue, path, $"{named} wants a text or {{ \"env\": \"NAME\" }}.");
            }
            else if (SecretHeaders.Is(header))
            {
                Report(
                    SettingsProblemKind.WrittenSecret,
                    path,
                    $"{named} holds a secret, which never stands in a committed file. Write {{ \"env\": \"NAME\" }}{(header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? ", with \"prefix\": \"Bearer \" where the agent wants one," : "")} and set that variable where the tests run. Revoke the secret if it was shared."
                );
            }
        }
    }

    private void CheckAddress(ProtocolOption option, string written, bool mayHavePort)
    {
        string[] path = [option.Name];
        var named = $"\"{name}{option.Name}\"";
        if (!mayHavePort && written.Contains(Placeholder, StringComparison.Ordinal))
        {
            Report(
                SettingsProblemKind.Address,
                path,
                $"{named} holds {Placeholder}, which stands for the free port of an agent that \"launch\" of a seed starts. Add \"launch\" there, or write the port."
            );
            return;
        }

        var plain = written
            .Replace(Placeholder, "1", StringComparison.Ordinal)
            .Replace("{{", "", StringComparison.Ordinal)
            .Replace("}}", "", StringComparison.Ordinal);
        var (first, second) = option.Kind == OptionKind.HttpUrl ? ("http", "https") : ("ws", "wss");
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var url) || (url.Scheme != first && url.Scheme != second) || url.Host.Length == 0)
        {
            Report(SettingsProblemKind.Address, path, $"{named} wants {Wanted(option)}.");
        }
        else if (url.UserInfo.Length > 0)
        {
            Report(
                SettingsProblemKind.WrittenSecret,
                path,
                $"{named} holds a user or a password. Take them out, and let the agent have them in \"headers\" from a variable of the environment."
            );
        }
    }

    private static string Wanted(ProtocolOption option) =>
        option.Kind switch
        {
            OptionKind.Text => "a text",
            OptionKind.Word => $"one of {string.Join(", ", option.Words.Select(word => $"\"{word}\""))}",
            OptionKind.Flag => "true or false",
            OptionKind.Number => string.Create(CultureInfo.InvariantCulture, $"a number from {option.Min} to {option.Max}"),
            OptionKind.Texts => "a list of texts, at least one",
            OptionKind.TextMap => "an object of texts",
            OptionKind.Object => "an object",
            OptionKind.Path => "a place in the agent's answer, such as \"$.reply\" or \"$.messages[*].text\"",
            OptionKind.Headers => "an object of headers",
            OptionKind.HttpUrl => "an address that starts with http:// or https://",
            OptionKind.WebSocketUrl => "an address that starts with ws:// or wss://",
            _ => "any JSON",
        };

    private void Report(SettingsProblemKind kind, IReadOnlyList<string> path, string message, bool isKey = false) =>
        _problems.Add(new(kind, path, isKey, message));
}
