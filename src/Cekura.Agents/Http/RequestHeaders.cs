using System.Text;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;

namespace Cekura.Agents.Http;

/// <summary>The headers that an agent gets, with the secrets that stand in variables of the environment.</summary>
internal sealed class RequestHeaders
{
    private readonly List<string> _secrets = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private readonly bool _isChecked;

    // A WebSocket has words of its own for values that it cannot send.
    private RequestHeaders(bool isChecked) => _isChecked = isChecked;

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Merges the headers of the agent and of the conversation, which win.</summary>
    /// <exception cref="ConnectException">A variable is not set, or a value can stand in no header.</exception>
    public static RequestHeaders Of(LineOpening opening, string where, Func<string, string?> environment)
    {
        var headers = new RequestHeaders(isChecked: opening.Agent.Protocol != ProtocolNames.WebSocket);
        headers._secrets.AddRange(AddressSecrets.In(opening.Url ?? opening.Agent.Url));
        foreach (var (name, value) in opening.Agent.Headers.Where(header => !opening.Headers.ContainsKey(header.Key)))
        {
            headers.Add(
                name,
                headers
                    .Value(name, value, where, environment)
                    .Replace("{{conversation_id}}", opening.ConversationId, StringComparison.Ordinal),
                where
            );
        }

        foreach (var (name, value) in opening.Headers)
        {
            headers.Add(name, value, where);
        }

        return headers;
    }

    /// <summary>A text of the agent without the secrets that it may have sent back.</summary>
    public string Redact(string text) =>
        _secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));

    private string Value(string name, HeaderValue value, string where, Func<string, string?> environment)
    {
        if (value.Variable is not { } variable)
        {
            return value.Text;
        }

        if (environment(variable) is not { Length: > 0 } secret)
        {
            throw new ConnectException(
                FaultKind.Settings,
                $"The agent at {where} was not asked: the environment variable {variable}, from which its header {name} takes its value, is not set. Set it where the tests run."
            );
        }

        _secrets.Add(secret);
        return value.Text + secret;
    }

    private void Add(string name, string value, string where) =>
        _values[name] =
            !_isChecked || (Ascii.IsValid(value) && !value.AsSpan().ContainsAny('\r', '\n', '\0') && name.All(IsToken) && name.Length > 0)
                ? value
                : throw new ConnectException(
                    FaultKind.Settings,
                    $"The header '{name}' cannot be sent to {where}: its name or its value has characters that no header may have. Correct \"headers\", its variable or the test profile."
                );

    private static bool IsToken(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal);
}
