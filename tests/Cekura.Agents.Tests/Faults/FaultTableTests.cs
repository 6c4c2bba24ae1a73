using Cekura.Agents.Lines;
using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Faults;

/// <summary>Every protocol over HTTP against every fault: no hang, no crash, and a sentence that names the agent's side.</summary>
public sealed class FaultTableTests
{
    // A turn that never ends is given up by this limit alone, however busy the machine is.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var protocol in ProtocolSample.All.Keys)
            {
                foreach (var fault in Fault.All.Keys)
                {
                    rows.Add(protocol, fault);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> Protocols => [.. ProtocolSample.All.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_last_word_of_a_conversation(string protocol, string fault)
    {
        var (sample, row) = (ProtocolSample.All[protocol], Fault.All[fault]);
        WireAgent? serving = null;
        await using var agent = serving = new WireAgent((_, reply) => row.Serve(sample, serving!, reply));
        var settings = Settings(agent.Url, sample.Options);
        settings = fault.StartsWith("slow", StringComparison.Ordinal) ? settings with { AnswerLimit = Short } : settings;

        var last = (await TalkAsync(settings, "Hi"))[^1];

        Assert.True(
            row.Expected.Any(expected => last.StartsWith(expected, StringComparison.Ordinal)),
            $"{protocol}, {fault}: expected {string.Join(" or ", row.Expected)}, and it was {last}"
        );
        if (last.StartsWith("error: ", StringComparison.Ordinal))
        {
            Assert.Contains(" The agent at AGENT ", last, StringComparison.Ordinal);
            Assert.EndsWith(".", last, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Nothing_listens(string protocol)
    {
        var settings = Settings(WireAgent.Nowhere(), ProtocolSample.All[protocol].Options);

        Assert.Equal(
            ["error: NotReached Nothing listens at AGENT. Start the agent, or let the seed's agents[].launch start it."],
            await TalkAsync(settings, "Hi")
        );
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Words_arrive_as_they_were_said(string protocol)
    {
        var sample = ProtocolSample.All[protocol];
        await using var agent = new WireAgent(
            (_, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole("""Hi \ud83d, \"M\u00fcller\"\\😀"""))
        );

        Assert.Equal("agent: Hi \uFFFD, \"Müller\"\\😀", (await TalkAsync(Settings(agent.Url, sample.Options), "Hi"))[0]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_address_that_moved_within_the_server_is_followed_with_the_same_request(string protocol)
    {
        var sample = ProtocolSample.All[protocol];
        await using var agent = new WireAgent(
            (request, reply) =>
                request.Path == "/chat"
                    ? reply.WholeAsync("307 Moved", "text/plain", "", "Location: /chat/\r\n")
                    : reply.WholeAsync("200 OK", sample.Type, sample.Whole("Hello"))
        );

        Assert.Equal(["agent: Hello", "over"], await TalkAsync(Settings(agent.Url, sample.Options), "Hi"));
        Assert.Equal(agent.Requests.First().Body, agent.Requests.Last().Body);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Secrets_come_from_the_environment_and_are_in_no_message(string protocol)
    {
        var sample = ProtocolSample.All[protocol];
        var options = sample.Options.TrimEnd('}', ' ') + """, "headers": { "X-API-Key": { "env": "DESK_KEY" } } }""";
        await using var agent = new WireAgent(
            (request, reply) => reply.WholeAsync("403 Forbidden", "text/plain", $"key {request.Headers["x-api-key"]} is not known")
        );

        Assert.Equal(
            [
                "error: Unauthorized The agent at AGENT answered HTTP 403: \"key *** is not known\". Check the headers that it expects, and the variables that hold their secrets.",
            ],
            await TalkAsync(Settings(agent.Url, options), "Hi")
        );
        Assert.Equal("s3cret", agent.Requests.Single().Headers["x-api-key"]);

        var missing = await Assert.ThrowsAsync<ConnectException>(() =>
            TalkAsync(Settings(agent.Url, options.Replace("DESK_KEY", "OTHER_KEY", StringComparison.Ordinal)), "Hi")
        );
        Assert.Contains("the environment variable OTHER_KEY, from which its header X-API-Key takes its value, is not set", missing.Message);
    }
}
