namespace Cekura.Documentation.Tests.Reading;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Path of the page, relative to the repository.</param>
/// <param name="Line">Line of the fence, counted from 1.</param>
/// <param name="Language">What stands behind the fence; empty without it.</param>
/// <param name="Text">Its lines.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text)
{
    public IEnumerable<string> Lines => Text.ReplaceLineEndings("\n").Split('\n');

    public override string ToString() => $"{Page}({Line})";
}
