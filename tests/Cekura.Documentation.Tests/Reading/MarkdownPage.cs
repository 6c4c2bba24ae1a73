using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cekura.Documentation.Tests.Reading;

/// <summary>A page as its readers' tools see it: links, anchors and blocks of code.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    private readonly MarkdownDocument _document;

    private MarkdownPage(string path)
    {
        Path = path;
        _document = Markdown.Parse(File.ReadAllText(DocumentationFiles.InRepository(path)), Pipeline);
    }

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url ?? "");

    public IEnumerable<string> Anchors => _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "");

    public IEnumerable<CodeBlock> Code => _document.Descendants<FencedCodeBlock>()
        .Select(block => new CodeBlock(Path, block.Line + 1, block.Info ?? "", block.Lines.ToString()));

    public static MarkdownPage Read(string path) => new(path);
}
