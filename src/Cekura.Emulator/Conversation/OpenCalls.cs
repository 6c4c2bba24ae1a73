using Cekura.Agents.Lines;

namespace Cekura.Emulator.Conversation;

/// <summary>The tool calls of an agent that are still open: an agent that waits for a tool has not said all that it has to say.</summary>
/// <param name="endWithWords">Whether calls are over with the next words; else that holds of an agent that has reported no result
/// yet.</param>
internal sealed class OpenCalls(bool endWithWords = false)
{
    private readonly List<(string Id, string Name)> _open = [];
    private readonly HashSet<string> _unanswered = [];
    private bool _knowsResults;

    /// <summary>Whether a call is open whose result, or words about it, are to be waited for.</summary>
    public bool Any => First is not null;

    /// <summary>The tool that is waited for; null when none is.</summary>
    public string? First => _open.Find(call => !_unanswered.Contains(call.Name)).Name;

    /// <summary>Takes a frame of the agent into account.</summary>
    public void Take(AgentFrame frame)
    {
        switch (frame.ToolRole)
        {
            case ToolRole.Call:
                _open.Add((Text(frame, "id"), Text(frame, "name")));
                break;
            case ToolRole.Result:
                _knowsResults = true;
                Close(Text(frame, "id"));
                break;
            case null when frame.Content is not null && (endWithWords || !_knowsResults):
                _open.Clear();
                break;
        }
    }

    /// <summary>Nothing came of what is open: it is forgotten, and these tools are not waited for again.</summary>
    public void GiveUp()
    {
        _unanswered.UnionWith(_open.Select(call => call.Name));
        _open.Clear();
    }

    // Agents that number results in another way than calls mean the oldest.
    private void Close(string id)
    {
        if (_open.Count > 0)
        {
            var index = Math.Max(0, _open.FindIndex(call => call.Id == id));
            _unanswered.Remove(_open[index].Name);
            _open.RemoveAt(index);
        }
    }

    private static string Text(AgentFrame frame, string key) => frame.Data?[key]?.ToString() ?? "";
}
