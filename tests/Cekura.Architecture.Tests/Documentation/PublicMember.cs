using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Cekura.Architecture.Tests.Documentation;

/// <summary>Something that users of a package can see, with what its documentation says.</summary>
internal sealed partial record PublicMember(
    IMemberDefinition Definition,
    XElement? Documentation,
    IReadOnlyDictionary<string, XElement> All
)
{
    public string Id => DocCommentId.GetDocCommentId(Definition);

    /// <summary>What it is, as text: its own or that of the member that it refers to.</summary>
    public string Text =>
        Space()
            .Replace(
                string.Join(
                    ' ',
                    Along(Documentation)
                        .SelectMany(documentation => documentation.Elements())
                        .Where(element => element.Name.LocalName is "summary" or "value" or "remarks")
                        .Select(Words)
                ),
                " "
            )
            .Trim();

    /// <summary>It takes its documentation from what it implements or overrides.</summary>
    public bool Inherits => Documentation?.Element("inheritdoc") is { } inherited && inherited.Attribute("cref") is null;

    /// <summary>Names of the exceptions that it documents, those of the member that it refers to among them.</summary>
    public IReadOnlyList<string> Exceptions =>
        [
            .. Along(Documentation)
                .SelectMany(documentation => documentation.Elements("exception"))
                .Select(element => ((string)element.Attribute("cref")!)[2..]),
        ];

    private IEnumerable<XElement> Along(XElement? documentation) =>
        documentation is null
            ? []
            :
            [
                documentation,
                .. documentation
                    .Elements("inheritdoc")
                    .Select(element => (string?)element.Attribute("cref"))
                    .OfType<string>()
                    .SelectMany(other => Along(All.GetValueOrDefault(other))),
            ];

    private static string Words(XElement element) =>
        string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement { Name.LocalName: "see" } see => (
                            (string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? ""
                        ).Split('.', ':')[^1],
                        XElement inner => Words(inner),
                        _ => "",
                    }
                )
        );

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Space();
}
