using System.Text.Encodings.Web;
using System.Text.Json;
using Cekura.NUnit.InProcess;

namespace Cekura.NUnit;

/// <summary>
/// A turn of an agent that answers in this process: words, tool calls and their results. They stand in the transcript in the order in which
/// they are added here.
/// </summary>
/// <example><code>
/// return new AgentReply().CallTool("call_1", "find_slot", new { date = "2026-05-04" }).ToolResult("call_1", "free").Say("It is free.");
/// </code></example>
public sealed class AgentReply
{
    // As readable as what agents send themselves.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ReplyPart> _parts = [];

    /// <summary>A turn in which nothing is said yet.</summary>
    public AgentReply() { }

    /// <summary>A turn of one message.</summary>
    /// <param name="text">The words.</param>
    public AgentReply(string text) => Say(text);

    internal IReadOnlyList<ReplyPart> Parts => _parts;

    /// <summary>Adds a message; a turn may have several.</summary>
    /// <param name="text">The words; an empty text adds nothing.</param>
    public AgentReply Say(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(new(ReplyPartKind.Words, text));
    }

    /// <summary>Adds the call of a tool, which the agent has made.</summary>
    /// <param name="id">By which its result is found, such as the id that the model gave it.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">Anything that becomes a JSON object, such as a dictionary; a text is taken as JSON; null: none.</param>
    /// <exception cref="ArgumentException">The id or the name is empty.</exception>
    public AgentReply CallTool(string id, string name, object? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new(ReplyPartKind.Call, arguments is null ? "{}" : Json(arguments), id, name));
    }

    /// <summary>Adds what a tool answered.</summary>
    /// <param name="id">The id of its call.</param>
    /// <param name="result">Anything that becomes JSON; a text is taken as it is.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public AgentReply ToolResult(string id, object? result)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Add(new(ReplyPartKind.Result, Json(result), id));
    }

    /// <summary>Ends the call, after what was added before.</summary>
    public AgentReply EndCall() => Add(new(ReplyPartKind.EndsCall, ""));

    private static string Json(object? value) => value as string ?? JsonSerializer.Serialize(value, Readable);

    private AgentReply Add(ReplyPart part)
    {
        _parts.Add(part);
        return this;
    }
}
