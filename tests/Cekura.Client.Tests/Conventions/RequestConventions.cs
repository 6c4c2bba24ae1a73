using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cekura.Client.Tests.Conventions;

public sealed partial class RequestConventions
{
    /// <summary>The fields that the service takes for a text start (contract, section 6.1).</summary>
    private static readonly string[] TextFields =
    [
        "agent_id", "assistant_id", "name", "scenarios", "tags", "folder_path", "project_id", "frequency", "personality_ids", "test_profile_ids",
        "agent_number", "outbound_phone_number", "concurrency_limit", "mock_tool_names", "websocket_url", "websocket_headers",
    ];

    private static readonly object[] Queries = [new ScenarioQuery(), new RunQuery(), new PersonalityQuery()];

    [Fact]
    public void A_text_start_has_exactly_the_fields_of_the_service()
    {
        var request = Filled(new RunTextRequest());

        var sent = JsonSerializer.SerializeToElement(request, RequestJson.Default.RunTextRequest).EnumerateObject().Select(field => field.Name);

        Assert.Equal(TextFields.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_filter_of_a_query_becomes_a_parameter_of_its_own()
    {
        foreach (var query in Queries)
        {
            var filled = Filled(query);
            var text = filled.GetType().GetMethod("ToQuery", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(filled, null)!.ToString()!;
            var names = text.TrimStart('?').Split('&').Select(entry => entry.Split('=')[0]).ToArray();

            Assert.Equal(filled.GetType().GetProperties().Length, names.Distinct().Count());
            Assert.All(names, name => Assert.Matches(SnakeCase(), name));
        }
    }

    [Fact]
    public void A_query_without_filters_asks_for_a_page_size_at_most() =>
        Assert.Equal(
            ["?page_size=100", "?page_size=100", ""],
            [new ScenarioQuery().ToQuery().ToString(), new RunQuery().ToQuery().ToString(), new PersonalityQuery().ToQuery().ToString()]);

    private static T Filled<T>(T request)
        where T : notnull
    {
        foreach (var property in request.GetType().GetProperties())
        {
            property.SetValue(request, ValueFor(property.PropertyType));
        }

        return request;
    }

    private static object ValueFor(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "x",
        var t when t == typeof(long) => 1L,
        var t when t == typeof(int) => 1,
        var t when t == typeof(bool) => true,
        var t when t == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
        { IsEnum: true } t => Enum.GetValues(t).GetValue(0)!,
        var t when t == typeof(IReadOnlyList<long>) => new long[] { 1 },
        var t when t == typeof(IReadOnlyList<string>) => new[] { "x" },
        var t when t == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string> { ["X-Name"] = "x" },
        var t => throw new NotSupportedException($"Teach this test a value of {t}."),
    };

    [GeneratedRegex("^[a-z]+(_{1,2}[a-z]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SnakeCase();
}
