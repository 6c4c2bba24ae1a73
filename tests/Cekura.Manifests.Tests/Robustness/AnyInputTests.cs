using System.Text;
using System.Text.Json;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>Nothing that people or broken disks write makes a reader throw; whatever is not used has an error that says why.</summary>
public sealed class AnyInputTests
{
    private static readonly string[] Names =
    [
        "$schema",
        "name",
        "agent",
        "mode",
        "personalities",
        "test_profiles",
        "scenarios",
        "options",
        "suites",
        "id",
        "folder",
        "tags",
        "frequency",
        "pass_at_least",
        "timeout",
        "expect",
        "skip",
        "quarantine",
        "until",
        "reason",
        "text",
        "voice",
        "websocket_url",
        "version",
        "defaults",
        "suite",
        "instructions",
        "conditional_actions",
        "conditions",
        "functions",
        "action",
        "condition",
        "type",
        "tools",
        "metrics",
        "personality",
        "test_profile",
        "key",
        "language",
        "api_key",
        "extra",
    ];

    private static readonly string[] Words =
    [
        "text",
        "1",
        "en",
        "00:10:00",
        "2028-02-29",
        "<= 2",
        "in a, b",
        "pass",
        "conditional_actions",
        "standard",
        "FIRST_MESSAGE",
        "<endcall />",
        "<silence time=\"2s\"",
        "{{a.b}}",
        "end_call",
        "",
        "\ud83d\ude00",
    ];

    private static readonly Config Fixed = Trials.Of(1000, 20, 31);

    private static Gen<object?> Leaf { get; } =
        Gen.OneOf(
            Gen.Constant<object?>(null),
            Gen.Elements<object?>(true, false, 0, 1, -1, 3, 101, 1.5, 1e300, long.MaxValue),
            Gen.Elements(Words).Select(word => (object?)word)
        );

    [Fact]
    public void Bytes() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Survives(bytes)).Check(Fixed);

    [Fact]
    public void Texts() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Survives(Encoding.UTF8.GetBytes(text ?? ""))).Check(Fixed);

    [Fact]
    public void Json() => Prop.ForAll(Arb.From(Gen.Sized(size => Document(Math.Min(size / 10, 6)))), Survives).Check(Fixed);

    [Fact]
    public void Filters() =>
        Prop.ForAll(Arb.From(Gen.Elements([.. "()&|=!~\\ aN", .. "Mode=text&"]).ArrayOf().Select(letters => new string(letters))), text =>
            {
                try
                {
                    FilterExpression.Parse(text);
                }
                catch (FormatException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            })
            .Check(Fixed);

    private static Gen<byte[]> Document(int depth) => Value(depth).Select(value => JsonSerializer.SerializeToUtf8Bytes(value));

    private static Gen<object?> Value(int depth) =>
        depth == 0
            ? Leaf
            : Gen.OneOf(
                Leaf,
                Value(depth - 1).ArrayOf(3).Select(items => (object?)items),
                Gen.Elements(Names)
                    .Zip(Value(depth - 1))
                    .ArrayOf(6)
                    .Select(members =>
                        (object?)members.DistinctBy(member => member.Item1).ToDictionary(member => member.Item1, member => member.Item2)
                    )
            );

    private static void Survives(byte[] bytes)
    {
        var manifest = new ManifestReader().Parse(bytes, "cekura.json");
        Assert.Equal(manifest.Manifest is null, manifest.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var suite = new SuiteReader().Parse(bytes, "refunds.tests.json");
        Assert.Equal(suite.Suite is null, suite.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        _ = manifest.Manifest is { } read ? ManifestLint.Check(read, TimeProvider.System) : [];
        _ = suite.Suite is { } found ? SuiteLint.Check(found) : [];
    }
}
