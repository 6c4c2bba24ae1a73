using Cekura.Contract.Tests.Schema;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>A request and its answer.</summary>
internal sealed record Exchange(string Method, string Path, int Status, string Body)
{
    /// <summary>What prism found against the slice in it; null when it did not go through prism, or was fine.</summary>
    public string? Complaint { get; init; }

    public SliceOperation Operation =>
        Slice.Corrected.Find(Method, Path) ?? throw new InvalidOperationException($"The slice has no {Method} {Path}.");

    public override string ToString() => $"{Method} {Path} {Status}";
}
