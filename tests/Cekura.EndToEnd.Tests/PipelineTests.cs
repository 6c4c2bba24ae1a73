using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace Cekura.EndToEnd.Tests;

/// <summary>The pipelines that people copy: they are what they say, and run what the documentation says.</summary>
public sealed class PipelineTests
{
    private const string OfTestingPlatform = "--report-trx";

    private static readonly ILookup<bool, string> Commands = File.ReadAllLines(InRoot("docs", "ci.md"))
        .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal))
        .ToLookup(line => line.Contains(OfTestingPlatform, StringComparison.Ordinal));

    private static readonly string[] Documented = [.. Commands[false]];

    private static readonly string[] OnTestingPlatform = [.. Commands[true]];

    [Fact]
    public void GitHub_s_jobs_run_the_documented_commands_and_keep_the_results()
    {
        var jobs = (YamlMappingNode)Root("github-actions.yml")["jobs"];

        var steps = Steps(jobs);
        Assert.Equal(Documented, steps.Where(step => step.Children.ContainsKey("run")).Select(step => Text(step["run"])));
        var kept = Assert.Single(steps, step =>
            step.Children.TryGetValue("uses", out var uses) && Text(uses).StartsWith("actions/upload-artifact", StringComparison.Ordinal)
        );
        Assert.Equal(("always()", "results"), (Text(kept["if"]), Text(kept["with"]["path"])));
        Assert.Equal("${{ secrets.CEKURA_API_KEY }}", Text(jobs["nightly"]["env"]["CEKURA_API_KEY"]));
    }

    [Fact]
    public void Azure_s_steps_run_the_documented_command_and_publish_the_tests()
    {
        var steps = ((YamlSequenceNode)Root("azure-pipelines.yml")["steps"]).Cast<YamlMappingNode>().ToList();

        var script = Text(Assert.Single(steps, step => step.Children.ContainsKey("script"))["script"]);
        Assert.Equal(Documented[0], script.Replace("$(Agent.TempDirectory)/", "", StringComparison.Ordinal));
        var published = Assert.Single(steps, step =>
            step.Children.TryGetValue("task", out var task) && Text(task) == "PublishTestResults@2"
        );
        Assert.Equal(("always()", "VSTest"), (Text(published["condition"]), Text(published["inputs"]["testResultsFormat"])));
    }

    [Fact]
    public void GitLab_s_job_runs_the_documented_command_and_reports_junit()
    {
        var job = Root("gitlab-ci.yml")["agent-tests"];

        Assert.Equal(Documented[0], Text(Assert.Single((YamlSequenceNode)job["script"])));
        Assert.Equal("results/cekura-junit*.xml", Text(job["artifacts"]["reports"]["junit"]));
        Assert.Equal("always", Text(job["artifacts"]["when"]));
    }

    [Fact]
    public void Bitbucket_s_step_runs_the_documented_command_and_leaves_junit_where_it_is_looked_for()
    {
        var step = Assert.Single((YamlSequenceNode)Root("bitbucket-pipelines.yml")["pipelines"]["pull-requests"]["**"])["step"];

        Assert.Equal(
            $"{Documented[0]} Cekura.JUnit=$BITBUCKET_CLONE_DIR/test-results/junit.xml",
            Text(Assert.Single((YamlSequenceNode)step["script"]))
        );
        Assert.Equal(["results/**", "test-results/**"], ((YamlSequenceNode)step["artifacts"]).Select(Text));
    }

    [Fact]
    public void Sharded_pipelines_number_their_shards_run_the_documented_command_and_join_what_is_kept()
    {
        var github = Root("github-actions-shards.yml")["jobs"];
        Assert.Equal(4, ((YamlSequenceNode)github["test"]["strategy"]["matrix"]["shard"]).Children.Count);
        Assert.Equal("${{ matrix.shard }}/4", Text(github["test"]["env"]["CEKURA_SHARD"]));
        Assert.Equal([Documented[0]], Runs(github["test"], "run"));
        Assert.Equal("always()", Text(github["report"]["if"]));
        Assert.Equal("dotnet tool install --global Cekura.Cli", Runs(github["report"], "run")[0]);
        Assert.StartsWith(
            "cekura report merge shards --output cekura-report.html --junit junit.xml",
            Runs(github["report"], "run")[1],
            StringComparison.Ordinal
        );

        var azure = ((YamlSequenceNode)Root("azure-pipelines-shards.yml")["jobs"]).ToList();
        Assert.Equal("4", Text(azure[0]["strategy"]["parallel"]));
        Assert.Equal(
            Documented[0],
            Assert.Single(Runs(azure[0], "script")).Replace("$(Agent.TempDirectory)/", "", StringComparison.Ordinal)
        );
        Assert.Contains("cekura report merge ", Runs(azure[1], "script")[1], StringComparison.Ordinal);

        var gitlab = Root("gitlab-ci-shards.yml");
        var script = ((YamlSequenceNode)gitlab["agent-tests"]["script"]).Select(Text).ToList();
        Assert.Equal(
            [
                "export CEKURA_SHARD=$CI_NODE_INDEX/$CI_NODE_TOTAL",
                Documented[0].Replace("results --", "results/$CI_NODE_INDEX --", StringComparison.Ordinal),
            ],
            script
        );
        Assert.Contains(
            "cekura report merge results",
            Text(((YamlSequenceNode)gitlab["agent-report"]["script"])[1]),
            StringComparison.Ordinal
        );

        static List<string> Runs(YamlNode job, string key) =>
            [
                .. ((YamlSequenceNode)job["steps"])
                    .Cast<YamlMappingNode>()
                    .Where(step => step.Children.ContainsKey(key))
                    .Select(step => Text(step[key])),
            ];
    }

    [Fact]
    public void On_Microsoft_Testing_Platform_the_test_step_is_the_documented_one()
    {
        var azure = ((YamlSequenceNode)Root("azure-pipelines-testing-platform.yml")["steps"]).Cast<YamlMappingNode>();
        var gitlab = Root("gitlab-ci-testing-platform.yml")["agent-tests"];
        var bitbucket = Assert.Single(
            (YamlSequenceNode)Root("bitbucket-pipelines-testing-platform.yml")["pipelines"]["pull-requests"]["**"]
        )["step"];

        Assert.Equal(
            OnTestingPlatform,
            Steps(Root("github-actions-testing-platform.yml")["jobs"])
                .Where(step => step.Children.ContainsKey("run"))
                .Select(step => Text(step["run"]))
                .Where(IsTest)
        );
        Assert.Equal(
            OnTestingPlatform[0],
            InHome(Assert.Single(azure.Where(step => step.Children.ContainsKey("script")).Select(step => Text(step["script"])), IsTest))
        );
        Assert.Equal(OnTestingPlatform[0], Text(Assert.Single((YamlSequenceNode)gitlab["script"])));
        Assert.Equal("results/cekura-junit*.xml", Text(gitlab["artifacts"]["reports"]["junit"]));
        Assert.Equal(
            $"{OnTestingPlatform[0]} --cekura JUnit=$BITBUCKET_CLONE_DIR/test-results/junit.xml",
            Text(Assert.Single((YamlSequenceNode)bitbucket["script"]))
        );

        static bool IsTest(string command) => command.StartsWith("dotnet test ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github-actions-testing-platform.yml", "run", "if")]
    [InlineData("azure-pipelines-testing-platform.yml", "script", "condition")]
    public void On_Microsoft_Testing_Platform_a_step_of_its_own_annotates_whatever_the_tests_ended_with(
        string file,
        string command,
        string condition
    )
    {
        var steps = file.StartsWith("github", StringComparison.Ordinal)
            ? Steps(Root(file)["jobs"])
            : [.. ((YamlSequenceNode)Root(file)["steps"]).Cast<YamlMappingNode>()];
        var commands = steps.Where(step => step.Children.ContainsKey(command)).Select(step => InHome(Text(step[command]))).ToList();

        // The command has to be there, whether or not the tests passed, before it is run.
        var install = commands.FindIndex(line => line.StartsWith("dotnet tool install ", StringComparison.Ordinal));
        var annotate = commands.FindIndex(line => line.EndsWith("cekura report annotate results", StringComparison.Ordinal));
        Assert.Equal((1, 2), (install, annotate));
        var first = steps.FindIndex(step => step.Children.ContainsKey(command));
        Assert.All(
            steps
                .Skip(first + 1)
                .TakeWhile(step =>
                    !step.Children.TryGetValue("uses", out var uses) || !Text(uses).Contains("checkout", StringComparison.Ordinal)
                ),
            step => Assert.Equal("always()", Text(step[condition]))
        );
    }

    /// <summary>What is not the test step is the same on both platforms, so that neither file is forgotten.</summary>
    [Theory]
    [InlineData("github-actions")]
    [InlineData("azure-pipelines")]
    [InlineData("gitlab-ci")]
    [InlineData("bitbucket-pipelines")]
    public void Every_line_of_a_pipeline_but_the_test_step_stands_in_the_one_of_the_other_platform(string name)
    {
        var there = Lines($"{name}-testing-platform.yml");

        Assert.DoesNotContain(Lines($"{name}.yml"), line => !there.Contains(line));

        static HashSet<string> Lines(string file) =>
            [
                .. File.ReadLines(InRoot("samples", "Pipelines", file))
                    .Select(line => line.Trim())
                    .Where(line => !line.StartsWith('#') && !line.Contains("dotnet test ", StringComparison.Ordinal)),
            ];
    }

    private static List<YamlMappingNode> Steps(YamlNode jobs) =>
        [.. ((YamlMappingNode)jobs).Children.Values.SelectMany(job => (YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>()];

    private static string InHome(string command) => command.Replace("$(Agent.TempDirectory)/", "", StringComparison.Ordinal);

    private static YamlNode Root(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(InRoot("samples", "Pipelines", file));
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string InRoot(params string[] parts) =>
        Path.Combine([
            typeof(PipelineTests)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "RepositoryDirectory")
                .Value!,
            .. parts,
        ]);
}
