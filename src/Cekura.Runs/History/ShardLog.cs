using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Writes what one shard found out, for <c>cekura report merge</c>: a line about the shard, a line a case, and a last one that says that
/// nothing is missing. It holds conversations, as the report does. May be called from several threads.
/// </summary>
internal sealed class ShardLog : ICaseLog, IDisposable
{
    public const int Version = 1;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly StreamWriter _file;
    private readonly RunDocument _documents;
    private readonly string _directory;
    private int _cases;

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public ShardLog(string path, ShardHead head, string? apiKey)
    {
        Path = System.IO.Path.GetFullPath(path);
        _directory = System.IO.Path.GetDirectoryName(Path)!;
        _documents = new RunDocument(apiKey);
        _file = new StreamWriter(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(
            new JsonObject
            {
                ["version"] = Version,
                ["source"] = head.Source,
                ["title"] = head.Title,
                ["shard"] = head.Shard.ToString(),
                ["division"] = head.Division,
                ["tests"] = head.Tests,
                ["started"] = head.Started,
                ["project"] = head.ProjectId,
                ["emulated"] = head.IsEmulated,
            }
        );
    }

    public string Path { get; }

    string ICaseLog.Incomplete => "The shard's file is not complete";

    /// <summary>Says that a case will come.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            _order.TryAdd(scenarioCase.FullyQualifiedName, _order.Count);
        }
    }

    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        lock (_gate)
        {
            // Before it is there: a file that lacks one does not say that it is whole.
            _cases++;
            Write(
                new JsonObject
                {
                    ["order"] = _order.GetValueOrDefault(scenarioCase.FullyQualifiedName, int.MaxValue),
                    ["case"] = CaseJson.Write(scenarioCase),
                    ["verdict"] = VerdictJson.Write(verdict, _documents, _directory),
                }
            );
        }
    }

    /// <summary>Nothing more will come.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void End()
    {
        lock (_gate)
        {
            Write(new JsonObject { ["cases"] = _cases });
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write(JsonObject line)
    {
        _file.Write(line.ToJsonString());
        _file.Write('\n');
    }
}
