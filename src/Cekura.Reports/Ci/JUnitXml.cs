using System.Globalization;
using System.Text;
using System.Xml;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;

namespace Cekura.Reports.Ci;

/// <summary>
/// JUnit XML, the form of test results that most CI systems read. There is no standard; this keeps to what the common schemas share, and
/// adds <c>file</c> and <c>line</c>, which GitLab and others turn into links.
/// </summary>
internal static class JUnitXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CloseOutput = false,
    };

    public static void Write(Stream output, string source, IReadOnlyList<CiCase> cases, DateTimeOffset finished)
    {
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", UntrustedText.Line(source));
        Totals(xml, cases);
        foreach (var suite in cases.GroupBy(kept => SuiteOf(kept.Case.FullyQualifiedName), StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", UntrustedText.Line(suite.Key));
            Totals(xml, [.. suite]);
            xml.WriteAttributeString("timestamp", finished.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
            foreach (var kept in suite)
            {
                TestCase(xml, kept);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void TestCase(XmlWriter xml, CiCase kept)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", UntrustedText.Line(kept.Case.DisplayName, 300));
        xml.WriteAttributeString("classname", UntrustedText.Line(ClassOf(kept.Case.FullyQualifiedName)));
        xml.WriteAttributeString("time", Seconds(kept.Duration));
        xml.WriteAttributeString("file", UntrustedText.Line(kept.File));
        xml.WriteAttributeString("line", kept.Line.ToString(CultureInfo.InvariantCulture));
        var (element, hasText) = ElementOf(kept);
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", UntrustedText.Line(kept.Message is [var first, ..] ? first : kept.Mark.Word, 300));
            if (hasText)
            {
                xml.WriteAttributeString("type", kept.Mark.Word);
                // Not every reader of JUnit shows the attributes, and some only make a link of what stands in the text.
                xml.WriteString(
                    string.Join(
                        '\n',
                        [
                            .. kept.Message.Concat(kept.Links.Except(kept.Message, StringComparer.Ordinal)),
                            string.Create(CultureInfo.InvariantCulture, $"{UntrustedText.Line(kept.File)}:{kept.Line}"),
                        ]
                    )
                );
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>
    /// An error is what JUnit calls a test that could not be carried out. So is one that a stopped run has left without a verdict: who reads
    /// nothing but this file must not take the rest for all.
    /// </summary>
    private static (string? Element, bool HasText) ElementOf(CiCase kept) =>
        kept.Mark == OutcomeMark.Passed ? (null, false)
        : kept.Mark == OutcomeMark.Failed ? ("failure", true)
        : kept.NeedsAttention || kept.Mark.IsOpen ? ("error", true)
        : ("skipped", false);

    private static void Totals(XmlWriter xml, IReadOnlyCollection<CiCase> cases)
    {
        Count(xml, "tests", cases.Count);
        Count(xml, "failures", cases.Count(kept => ElementOf(kept).Element == "failure"));
        Count(xml, "errors", cases.Count(kept => ElementOf(kept).Element == "error"));
        Count(xml, "skipped", cases.Count(kept => ElementOf(kept).Element == "skipped"));
        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, kept) => sum + kept.Duration)));
    }

    private static void Count(XmlWriter xml, string name, int count) =>
        xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string SuiteOf(string name) => name.Split('.', 2)[0];

    private static string ClassOf(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
}
