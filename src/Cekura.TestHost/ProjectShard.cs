using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>The file of a shard, for <c>cekura report merge</c>: written into the results directory, and attached to the run.</summary>
internal sealed class ProjectShard : IDisposable
{
    private readonly IProjectHost _host;
    private readonly ShardLog? _log;

    private ProjectShard(IProjectHost host, Func<ShardLog> open)
    {
        _host = host;
        _log = Try(open);
    }

    /// <summary>Begins the file; null without shards.</summary>
    public static ProjectShard? Open(TestProject contents, IProjectHost host, TimeProvider time) =>
        contents.Settings!.Shard is not { } shard ? null : new(host, () =>
            {
                var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
                var title = contents.Suites is [var only] ? only.Name : project;
                var head = new ShardHead(
                    project,
                    title,
                    shard,
                    contents.Division,
                    contents.TestsOfAllShards,
                    time.GetUtcNow(),
                    contents.ProjectId,
                    contents.Settings.UsesEmulator
                );
                var directory = Directory.CreateDirectory(contents.ResultsDirectory).FullName;
                return new ShardLog(Path.Combine(directory, ShardFile.NameOf(project, shard)), head, contents.Credentials?.ApiKey);
            });

    /// <summary>Why nothing of a project is to run, when that is because it fell to other shards; null: that is not the reason.</summary>
    /// <param name="contents">The project.</param>
    /// <param name="isWanted">Whether a case was selected.</param>
    public static string? WhyEmpty(TestProject contents, Func<ScenarioCase, bool> isWanted)
    {
        if (
            contents.Settings?.Shard is not { } shard
            || contents.Problems.Any(problem => problem.IsError)
            || contents.SuitesOfAllShards.SelectMany(suite => suite.Cases).FirstOrDefault(isWanted) is null
        )
        {
            return null;
        }

        return contents.Suites.Any(suite => suite.Cases.Count > 0)
            ? $"{ShardSet.Name(shard)} holds no tests that the filter picks. Other shards do."
            : $"{ShardSet.Name(shard)} holds no tests: the other shards have the {Counted.Of(contents.TestsOfAllShards, "test")} of {Path.GetFileNameWithoutExtension(contents.Container.Source)}.";
    }

    /// <summary>The full name of the test that stands for a shard without any.</summary>
    public static string NameOfEmpty(TestProject contents)
    {
        var shard = contents.Settings!.Shard!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileNameWithoutExtension(contents.Container.Source)}.Shard_{shard.Index}_of_{shard.Count}"
        );
    }

    /// <summary>Takes the tests in; none where the file could not be opened.</summary>
    /// <param name="listener">Hears that the file is not complete.</param>
    /// <param name="queue">Has tests added beside the session.</param>
    public IEnumerable<IReportStep> Steps(ICaseListener listener, ReportQueue queue) =>
        _log is null ? [] : [new LogStep(_log, listener, queue)];

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        if (_log is not null)
        {
            Try(() =>
            {
                _log.End();
                _host.Attach(_log.Path, "Cekura shard");
                return _log;
            });
        }
    }

    public void Dispose() => _log?.Dispose();

    private T? Try<T>(Func<T> write)
        where T : class
    {
        try
        {
            return write();
        }
        catch (Exception e)
        {
            _host.Warn($"the shard's file could not be written, so \"cekura report merge\" will miss this shard: {e.Message}");
            return null;
        }
    }
}
