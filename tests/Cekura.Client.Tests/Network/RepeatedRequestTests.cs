using System.Net;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Cekura.Client.Tests.Testing;
using Cekura.Testing;

namespace Cekura.Client.Tests.Network;

/// <summary>
/// What is no GET reaches the service once, however the connection behaves, with every call of the client. The client itself would make one
/// attempt.
/// </summary>
public sealed class RepeatedRequestTests
{
    private static readonly Dictionary<string, (PropertyInfo Resource, MethodInfo Call)> All = typeof(CekuraClient)
        .GetProperties()
        .Where(property => property.PropertyType.Name.EndsWith("Resource", StringComparison.Ordinal))
        .SelectMany(
            property => property.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
            (property, call) => (property, call)
        )
        .Where(entry => !entry.call.IsSpecialName)
        .ToDictionary(entry => $"{entry.property.Name}.{entry.call.Name}", entry => (entry.property, entry.call));

    public static TheoryData<string> Calls => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_connection_that_closes_after_taking_a_request_gets_it_once(string call)
    {
        using var server = new KeptAliveServer();
        using var client = new CekuraClient(Options(server.Address));
        await client.Projects.ListAsync().ToListAsync();

        var failure = await Record.ExceptionAsync(() => CallAsync(client, call));

        Assert.InRange(server.Taken.Count, 0, 1);
        if (server.Taken.Count == 1)
        {
            Assert.True(failure is CekuraUnknownOutcomeException || IsQuestion(call), $"{call}: {failure}");
        }
    }

    [Fact]
    public async Task Every_call_that_is_no_read_is_among_them()
    {
        var posting = new List<string>();
        foreach (var call in All.Keys)
        {
            using var server = new KeptAliveServer();
            using var client = new CekuraClient(Options(server.Address));
            await Record.ExceptionAsync(() => CallAsync(client, call));
            posting.AddRange(server.Taken.Take(1).Select(_ => call));
        }

        Assert.InRange(posting.Count, 33, All.Count);
        Assert.Contains("Results.RerunAsync", posting);
        Assert.Contains("Results.EndCallsAsync", posting);
        Assert.Contains("Runs.EndCallAsync", posting);
        Assert.Contains("Runs.StartExpectedOutcomeAsync", posting);
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"x\"")]
    [InlineData("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\", qop=\"auth\"")]
    [InlineData("HTTP/1.1 307 Temporary Redirect\nLocation: /elsewhere")]
    [InlineData("HTTP/1.1 308 Permanent Redirect\nLocation: /elsewhere")]
    [InlineData(null)]
    public async Task A_handler_of_the_caller_repeats_nothing_either(string? answer)
    {
        foreach (var call in (string[])["Results.RerunAsync", "Scenarios.RunTextAsync"])
        {
            using var server = new KeptAliveServer(answer);
            using var network = new SocketsHttpHandler
            {
                AllowAutoRedirect = true,
                Credentials = new NetworkCredential("me", "secret"),
                UseProxy = false,
            };
            using var client = new CekuraClient(Options(server.Address), network);

            await Assert.ThrowsAnyAsync<CekuraException>(() => CallAsync(client, call));

            Assert.Single(server.Taken);
        }
    }

    [Fact]
    public async Task A_handler_that_sends_everything_twice_is_stopped()
    {
        using var server = new KeptAliveServer();
        using var twice = new Twice(new SocketsHttpHandler { UseProxy = false });
        using var client = new CekuraClient(Options(server.Address), twice);

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => client.Results.RerunAsync(9));

        Assert.EndsWith(
            "the connection was about to send the request a second time by itself, and was stopped",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Single(server.Taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_stream_of_http_2_is_not_sent_again(bool closes)
    {
        foreach (var call in (string[])["Results.RerunAsync", "Scenarios.RunTextAsync"])
        {
            using var server = new RefusingHttp2Server(closes);
            using var newer = new Newer(new SocketsHttpHandler { UseProxy = false });
            using var client = new CekuraClient(Options(server.Address), newer);

            await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => CallAsync(client, call));

            Assert.Equal(1, server.Taken);
        }
    }

    private static CekuraClientOptions Options(Uri address) =>
        TestClient.Options with
        {
            BaseAddress = address,
            Retry = new() { MaxAttempts = 1 },
        };

    // They change nothing, so they are the client's to repeat.
    private static bool IsQuestion(string call) => call is "Scenarios.PlanSuiteAsync" or "Scenarios.ValidateSuiteAsync";

    private static async Task CallAsync(CekuraClient client, string name)
    {
        var (resource, call) = All[name];
        object? called;
        try
        {
            called = call.Invoke(resource.GetValue(client), [.. call.GetParameters().Select(Argument)]);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }

        if (called is Task task)
        {
            await task;
            return;
        }

        var list = typeof(RepeatedRequestTests).GetMethod(nameof(DrainAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        await (Task)
            list.MakeGenericMethod(called!.GetType().GetInterface("IAsyncEnumerable`1")!.GenericTypeArguments).Invoke(null, [called])!;
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> entries) => await entries.ToListAsync();

    private static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var t when t == typeof(CancellationToken) => CancellationToken.None,
            var t when t == typeof(long) => 1L,
            var t when t == typeof(bool) => true,
            var t when t == typeof(string) => "text",
            var t when t == typeof(JsonObject) => new JsonObject(),
            var t when t == typeof(IReadOnlyCollection<long>) => new long[] { 1 },
            var t when t == typeof(Run) => new Run { Id = 1 },
            _ when parameter.HasDefaultValue => null,
            var t => typeof(Instance)
                .GetMethods()
                .Single(method => method.Name == nameof(Instance.Filled) && method.GetParameters().Length == 0)
                .MakeGenericMethod(t)
                .Invoke(null, null),
        };

    private sealed class Twice(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Record.ExceptionAsync(() => base.SendAsync(request, cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Newer(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
