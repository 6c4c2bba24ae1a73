using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>
/// An action's text for a caller that writes: tags take their effect in text mode, from left to right, and
/// placeholders are filled. What is no tag of the service stays text, and so do tags in the values of a test profile.
/// </summary>
internal sealed partial class ActionText
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _sms = [];
    private readonly JsonObject? _profile;
    private TimeSpan _silence;
    private TimeSpan _hold;
    private bool _spells;
    private bool _afterTag;

    private ActionText(JsonObject? profile) => _profile = profile;

    /// <summary>What the caller does for an action.</summary>
    public static Utterance Render(string action, JsonObject? profile)
    {
        var tags = Tag().Matches(action);
        return tags.Count == 0 ? new Utterance(Placeholders.Fill(action, profile)) : new ActionText(profile).Render(action, tags);
    }

    private Utterance Render(string action, MatchCollection tags)
    {
        var position = 0;
        foreach (Match tag in tags)
        {
            Write(Placeholders.Fill(action[position..tag.Index], _profile));
            position = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (name == "endcall")
            {
                return Done() with { EndsCall = true };
            }

            Apply(name, tag.Groups["close"].Length > 0, tag.Groups["attributes"].Value);
            _afterTag = true;
        }

        Write(Placeholders.Fill(action[position..], _profile));
        return Done();
    }

    private void Apply(string name, bool closes, string attributes)
    {
        switch (name)
        {
            case "spell":
                _spells = !closes;
                break;
            case "silence":
                _silence += Seconds(Attribute(attributes, "time"));
                break;
            case "hold":
                _hold += Seconds(Attribute(attributes, "time"));
                break;
            case "dtmf":
                Write($"[DTMF {NoKey().Replace(Attribute(attributes, "digits"), "")}]");
                break;
            case "ivr" or "voice":
                Write(Attribute(attributes, "text"));
                break;
            case "voicemail":
                Write($"{Attribute(attributes, "text")} [beep]".TrimStart());
                break;
            case "send_sms":
                _sms.Add(Attribute(attributes, "text"));
                break;
        }
    }

    // A dropped tag leaves one space where there was one on both sides.
    private void Write(string text)
    {
        var spoken = _spells ? string.Join('-', text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune))) : text;
        _text.Append(_afterTag && (_text.Length == 0 || char.IsWhiteSpace(_text[^1])) ? spoken.TrimStart() : spoken);
        _afterTag = false;
    }

    private Utterance Done() =>
        new(_text.ToString().Trim())
        {
            Silence = _silence,
            Hold = _hold,
            Sms = _sms,
        };

    private string Attribute(string attributes, string name)
    {
        var found = AttributePair().Matches(attributes).FirstOrDefault(pair => pair.Groups["name"].Value == name);
        return found is null ? "" : Placeholders.Fill(found.Groups["value"].Value, _profile);
    }

    private static TimeSpan Seconds(string text)
    {
        var milliseconds = text.EndsWith("ms", StringComparison.Ordinal);
        return double.TryParse(text.TrimEnd('m', 's', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds(Math.Min(milliseconds ? number / 1000 : number, 3600))
            : TimeSpan.Zero;
    }

    [GeneratedRegex(
        """
            <(?<close>/?)(?<name>endcall|silence|hold|spell|dtmf|ivr|voicemail|ignore_interruptions|interruption|speed|volume|voice|background_noise|noise|network_simulation|audio|send_sms|client_message|function)(?<attributes>(\s([^<>"']|"[^"]*"|'[^']*')*)?)/?>
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Tag();

    [GeneratedRegex(
        """(?<name>\w+)\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)')""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex AttributePair();

    [GeneratedRegex("[^0-9*#]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoKey();
}
