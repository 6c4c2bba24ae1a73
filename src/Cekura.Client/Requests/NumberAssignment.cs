using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Which numbers the runs of one request use (<c>mode</c> of <c>POST /test_framework/v1/scenarios/run_scenarios/</c>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NumberAssignment>))]
public enum NumberAssignment
{
    /// <summary>One pair of numbers for all runs.</summary>
    [JsonStringEnumMemberName("same_number")]
    SameNumber,

    /// <summary>Another number for each run: needed to tell parallel outbound calls apart.</summary>
    [JsonStringEnumMemberName("different_numbers")]
    DifferentNumbers,
}
