using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>One test case of a suite, with the suite's defaults where it says nothing itself.</summary>
internal sealed class SuiteEntry
{
    private readonly PositionedNode _merged;
    private readonly TextPositions _positions;

    internal SuiteEntry(PositionedNode merged, int index, SuiteHead head, TextPositions positions)
    {
        _merged = merged;
        _positions = positions;
        Index = index;
        Head = head;
        Name = merged.Member("name")!.Text;
        Key = merged.Member("key")?.Text;
        Tags = [.. merged.Member("tags")?.Items.Select(tag => tag.Text) ?? []];
        Frequency = merged.Member("frequency") is { } frequency ? (int)SchemaNumber.Integer(frequency)! : 1;
        Location = positions.At(merged.Offset);
    }

    /// <summary>Position among the suite's test cases, from 0.</summary>
    public int Index { get; }

    /// <summary>Name for people, from 1 to 80 characters; not unique.</summary>
    public string Name { get; }

    /// <summary>Stable identifier within the suite, null when the test case has none.</summary>
    public string? Key { get; }

    /// <summary>Tags, in the order of the file.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>How often it runs, at least 1.</summary>
    public int Frequency { get; }

    /// <summary>Where it starts.</summary>
    public SourceLocation Location { get; }

    /// <summary>What it shares with the other test cases of its suite.</summary>
    internal SuiteHead Head { get; }

    /// <summary>Its own personality: an id or an object; null when neither it nor the defaults name one.</summary>
    internal PositionedNode? Personality => _merged.Member("personality");

    /// <summary>Its own test profile: an id or an object; null when neither it nor the defaults name one.</summary>
    internal PositionedNode? TestProfile => _merged.Member("test_profile");

    /// <summary>The test case as it is sent, complete without any defaults. A new object each time.</summary>
    internal JsonObject ToJson() => _merged.ToJsonObject();

    /// <summary>
    /// The place that a path inside the test case names (<c>personality.voice_model</c>, <c>metrics[0]</c>): the deepest value on the
    /// path that the file holds, which may stand in the defaults.
    /// </summary>
    /// <param name="path">A path as the service writes it, relative to the test case; empty for the test case itself.</param>
    internal SourceLocation Locate(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var node = _merged;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (node.Step(step) is not { } next)
            {
                break;
            }

            node = next;
        }

        return _positions.At(node.Offset);
    }
}
