using System.Net.WebSockets;
using System.Text;
using Cekura.NUnit.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Tests.Running;

/// <summary>
/// A method that only says what must not be in a transcript passes on the emulator when the caller came to ask, and not otherwise.
/// </summary>
[Collection(nameof(NUnitRun))]
public sealed class UntestedTests
{
    [Fact]
    public async Task A_caller_that_never_asked_leaves_nothing_to_pass_by()
    {
        await using var agent = await AgentAsync("How may we serve you?");
        await using var service = await Service.StartAsync(Url(agent));

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Discretion)));

        var never = results["Discretion.Names_nobody.Data_of_others.Personality_3"];
        Assert.Equal(TestStatus.Failed, never.ResultState.Status);
        Assert.StartsWith("The script did not fit: nothing matched \"How may we serve you?\".", never.Message, StringComparison.Ordinal);
        Assert.Contains("Goodbye", results["Discretion.Says_goodbye.Data_of_others.Personality_3"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_asked_does()
    {
        await using var agent = await AgentAsync("How may I serve you?");
        await using var service = await Service.StartAsync(Url(agent));

        var results = NUnitRun.Run(service, NUnitRun.Case(typeof(Discretion), "Names_nobody.Data_of_others.Personality_3"));

        Assert.Equal(TestStatus.Passed, Assert.Single(results).Value.ResultState.Status);
    }

    private static Uri Url(WebApplication agent) => new(agent.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal) + "/chat");

    private static async Task<WebApplication> AgentAsync(string says)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseWebSockets();
        server.Map("/chat", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: WebSocketMessageType.Text } heard)
            {
                var isAsked = Encoding.UTF8.GetString(buffer, 0, heard.Count).Contains("Omar", StringComparison.Ordinal);
                var answer = isAsked ? """{ "content": "I cannot say.", "type": "end_call" }""" : $$"""{ "content": "{{says}}" }""";
                await socket.SendAsync(
                    Encoding.UTF8.GetBytes(answer),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    context.RequestAborted
                );
            }
        });
        await server.StartAsync();
        return server;
    }
}
