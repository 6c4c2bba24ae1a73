using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Cekura.Client.Tests.Testing;

/// <summary>Instances with every property set, so that a test sees each of them on the wire.</summary>
internal static class Instance
{
    public static T Filled<T>(T instance)
        where T : notnull
    {
        foreach (var property in instance.GetType().GetProperties())
        {
            property.SetValue(instance, ValueFor(property.PropertyType));
        }

        return instance;
    }

    /// <summary>A filled instance of a type that may have required properties.</summary>
    public static T Filled<T>()
        where T : notnull => Filled((T)RuntimeHelpers.GetUninitializedObject(typeof(T)));

    private static object ValueFor(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
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
            var t when t == typeof(JsonObject) || t == typeof(JsonNode) => new JsonObject { ["camelCase"] = 1 },
            var t when t == typeof(ChirpData) => Filled<ChirpData>(),
            var t when t == typeof(LiveKitData) => Filled<LiveKitData>(),
            var t when t == typeof(PipecatData) => Filled<PipecatData>(),
            var t when t == typeof(ElevenLabsData) => Filled<ElevenLabsData>(),
            var t when t == typeof(IReadOnlyList<RoomScenario>) => new[] { Filled<RoomScenario>() },
            var t when t == typeof(IReadOnlyList<WebSocketScenario>) => new[] { Filled<WebSocketScenario>() },
            var t => throw new NotSupportedException($"Teach this test a value of {t}."),
        };
}
