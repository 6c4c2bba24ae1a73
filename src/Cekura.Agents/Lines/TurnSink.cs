using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Cekura.Agents.Lines;

/// <summary>Takes what an agent does in one turn, in the order of arrival.</summary>
internal sealed class TurnSink(ChannelWriter<AgentFrame> frames, TimeProvider time)
{
    private readonly StringBuilder _said = new();
    private bool _isOpen;

    /// <summary>Whether anything came.</summary>
    public bool HasAny { get; private set; }

    /// <summary>The words so far, a line for each message.</summary>
    public string Said => _said.ToString();

    /// <summary>A whole message.</summary>
    public void Message(string text)
    {
        EndMessage();
        Piece(text);
        EndMessage();
    }

    /// <summary>A piece of a message, joined with the next as it is.</summary>
    public void Piece(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!_isOpen && _said.Length > 0)
        {
            _said.Append('\n');
        }

        _said.Append(text);
        _isOpen = true;
        Add(AgentFrame.Words(text, Now, isPartial: true));
    }

    /// <summary>The message is over; nothing happens when none has begun.</summary>
    public void EndMessage()
    {
        if (_isOpen)
        {
            _isOpen = false;
            Add(AgentFrame.Words("", Now));
        }
    }

    /// <summary>A tool that the agent called.</summary>
    /// <param name="id">By which its result is found.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">JSON in a text; empty: none.</param>
    public void Call(string id, string name, string arguments)
    {
        EndMessage();
        Add(AgentFrame.Call(id, name, arguments.Length == 0 ? "{}" : arguments, Now));
    }

    /// <summary>What a tool answered, JSON in a text.</summary>
    public void Result(string id, string result)
    {
        EndMessage();
        Add(AgentFrame.Result(id, result, Now));
    }

    /// <summary>For the run's metadata.</summary>
    public void Remark(JsonObject metadata) => Add(AgentFrame.Remark(metadata, Now));

    /// <summary>The agent ends the call.</summary>
    public void EndCall()
    {
        EndMessage();
        Add(AgentFrame.End(Now));
    }

    /// <summary>The turn is over.</summary>
    public void Over()
    {
        EndMessage();
        frames.TryWrite(AgentFrame.Over(Now));
    }

    private long Now => time.GetTimestamp();

    private void Add(AgentFrame frame)
    {
        HasAny = true;
        frames.TryWrite(frame);
    }
}
