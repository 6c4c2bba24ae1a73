using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cekura.Documentation.Tests.Generated;

/// <summary>The docstrings of an assembly, as Markdown.</summary>
internal sealed partial class XmlDocumentation(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _summaries = XDocument
        .Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    public string Summary(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public string Summary(FieldInfo field) => Text($"F:{field.DeclaringType!.FullName}.{field.Name}");

    private string Text(string member) =>
        _summaries.TryGetValue(member, out var summary)
            ? Spaces().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
            : throw new InvalidOperationException($"{member} has no summary.");

    private static string Markdown(XNode node) =>
        node switch
        {
            XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal),
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } reference => $"`{Last(reference)}`",
            XElement other => string.Concat(other.Nodes().Select(Markdown)),
            _ => "",
        };

    private static string Last(XElement reference) =>
        (reference.Attribute("cref") ?? reference.Attribute("langword"))!.Value.Split('.', ':')[^1];

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Spaces();
}
