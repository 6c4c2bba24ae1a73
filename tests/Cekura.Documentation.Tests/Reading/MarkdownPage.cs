using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cekura.Documentation.Tests.Reading;

/// <summary>A page as its readers' tools see it: links, anchors and blocks of code.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .Build();

    private readonly MarkdownDocument _document;

    private readonly string _text;

    private MarkdownPage(string path)
    {
        Path = path;
        _text = File.ReadAllText(DocumentationFiles.InRepository(path)).ReplaceLineEndings("\n");
        _document = Markdown.Parse(_text, Pipeline);
    }

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url ?? "");

    /// <summary>Those of the headings, and those that are written as <c>&lt;a id="d8"&gt;</c>, which a row of a table may have.</summary>
    public IEnumerable<string> Anchors =>
        _document
            .Descendants<HeadingBlock>()
            .Select(heading => heading.GetAttributes().Id ?? "")
            .Concat(
                _document
                    .Descendants<HtmlInline>()
                    .Select(tag => Named().Match(tag.Tag))
                    .Where(tag => tag.Success)
                    .Select(tag => tag.Groups["id"].Value)
            );

    /// <summary>Code within a line, without the backticks.</summary>
    public IEnumerable<string> Spans => _document.Descendants<CodeInline>().Select(span => span.Content);

    /// <summary>What people read: the lines of the page without its blocks of code, each with its number, counted from 1.</summary>
    public IEnumerable<(int Line, string Text)> Prose
    {
        get
        {
            var code = _document
                .Descendants<FencedCodeBlock>()
                .SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count + 2))
                .ToHashSet();
            return _text
                .Split('\n')
                .Select((text, line) => (Line: line, Text: text))
                .Where(line => !code.Contains(line.Line))
                .Select(line => (line.Line + 1, line.Text));
        }
    }

    public IEnumerable<CodeBlock> Code =>
        _document
            .Descendants<FencedCodeBlock>()
            .Select(block => new CodeBlock(Path, block.Line + 1, block.Info ?? "", block.Lines.ToString()));

    public static MarkdownPage Read(string path) => new(path);

    [GeneratedRegex("^<a id=\"(?<id>[^\"]+)\">$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Named();
}
