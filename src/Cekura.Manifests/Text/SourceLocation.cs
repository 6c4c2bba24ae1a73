namespace Cekura.Manifests.Text;

/// <summary>A place in a text file that a person wrote.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1, as editors and MSBuild count.</param>
internal sealed record SourceLocation(string Path, int Line, int Column)
{
    /// <summary>The form that compilers write and editors open: <c>cekura.json(12,18)</c>.</summary>
    public override string ToString() => $"{Path}({Line},{Column})";
}
