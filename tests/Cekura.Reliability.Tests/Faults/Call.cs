using System.Text.RegularExpressions;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>An operation of the service: a method and a path without its numbers.</summary>
internal sealed partial record Call(string Method, string Path)
{
    public bool IsStart => Path.StartsWith("scenarios/run", StringComparison.Ordinal);

    public bool IsEnd => Path.Contains("/end_call", StringComparison.Ordinal);

    /// <summary>What matches exactly its paths.</summary>
    public string Pattern => $"/{Path.Replace("{id}", @"\d+", StringComparison.Ordinal)}$";

    public static Call Of(HttpRequestMessage request) =>
        new(request.Method.Method, Numbers.Replace(request.RequestUri!.AbsolutePath, "/{id}/")["/test_framework/vN/".Length..]);

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex("/[0-9]+/", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers { get; }
}
