namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test about packages as a plain pack makes them: those of a release hold code that is compiled ahead as well.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackedHereFactAttribute : FactAttribute
{
    public PackedHereFactAttribute() =>
        Skip = PackedFeed.Given is null ? null : $"is about other packages than those of {PackedFeed.Given}";
}
