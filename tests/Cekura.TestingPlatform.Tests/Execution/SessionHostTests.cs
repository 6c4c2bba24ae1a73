using Cekura.Manifests.Text;
using Cekura.TestingPlatform.Capabilities;
using Cekura.TestingPlatform.Execution;
using Cekura.TestingPlatform.Mapping;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Messages;
using Microsoft.Testing.Platform.TestHost;

namespace Cekura.TestingPlatform.Tests.Execution;

public sealed class SessionHostTests
{
    private readonly Platform _platform = new();

    [Fact]
    public async Task An_error_is_a_failed_test_because_nothing_else_of_it_would_be_seen()
    {
        await SayAsync(
            isDiscovery: false,
            (MessageSeverity.Error, "Cekura: no scenario to run."),
            (MessageSeverity.Error, "Cekura: again.")
        );

        Assert.Equal(["Clinic.Cekura.error_1", "Clinic.Cekura.error_2"], _platform.Nodes.Select(node => node.Uid.Value));
        Assert.Equal("Cekura: no scenario to run.", _platform.Nodes[0].Properties.Single<ErrorTestNodeStateProperty>().Exception!.Message);
        Assert.Empty(_platform.Said);
    }

    [Fact]
    public async Task An_error_of_a_list_is_said_and_remembered_because_a_list_has_no_failed_tests()
    {
        var host = await SayAsync(isDiscovery: true, (MessageSeverity.Error, "Cekura: no scenario to run."));

        Assert.True(host.HasErrors);
        Assert.Empty(_platform.Nodes);
        Assert.Equal(["Error: Cekura: no scenario to run."], _platform.Said);
    }

    [Fact]
    public async Task Words_and_files_keep_their_order()
    {
        await SayAsync(isDiscovery: false, [.. Enumerable.Range(1, 50).Select(number => (MessageSeverity.Warning, $"Cekura: {number}"))]);

        Assert.Equal(Enumerable.Range(1, 50).Select(number => $"Warning: Cekura: {number}"), _platform.Said);
    }

    [Fact]
    public async Task The_command_is_told_what_people_have_to_see_and_nothing_else()
    {
        using var output = new StringWriter();
        var words = new CommandWords(output);

        await words.SayAsync(MessageSeverity.Information, "Cekura: Settings: MaxRuns=1");
        await words.SayAsync(MessageSeverity.Warning, "Cekura: 1 of 2 failed.");

        Assert.Equal("Cekura: 1 of 2 failed.", output.ToString().Trim());
    }

    [Fact]
    public async Task A_stop_that_comes_before_the_run_stops_it_all_the_same()
    {
        var (stop, stopped) = (new StopCapability(), 0);

        await stop.StopTestExecutionAsync(CancellationToken.None);
        stop.During(() => stopped++);
        await stop.StopTestExecutionAsync(CancellationToken.None);
        stop.During(null);
        await stop.StopTestExecutionAsync(CancellationToken.None);

        Assert.Equal((2, true), (stopped, stop.IsAsked));
    }

    private async Task<SessionHost> SayAsync(bool isDiscovery, params (MessageSeverity Severity, string Text)[] messages)
    {
        await using var publisher = new NodePublisher(_platform, _platform, _platform, new SessionUid("1"));
        var host = new SessionHost(publisher, new NodeMapper("Clinic", hasTrx: false), "Clinic", isDiscovery);
        foreach (var (severity, text) in messages)
        {
            host.Message(severity, text);
        }

        return host;
    }

    private sealed class Platform : CekuraExtension, IMessageBus, IWords, IDataProducer
    {
        public List<TestNode> Nodes { get; } = [];

        public List<string> Said { get; } = [];

        public Type[] DataTypesProduced => [];

        public Task PublishAsync(IDataProducer dataProducer, IData data)
        {
            Nodes.Add(((TestNodeUpdateMessage)data).TestNode);
            return Task.CompletedTask;
        }

        public async Task SayAsync(MessageSeverity severity, string text)
        {
            await Task.Yield();
            Said.Add($"{severity}: {text}");
        }
    }
}
