using System.Globalization;
using System.Text;
using System.Xml;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>
/// JUnit XML, the form of test results that most CI systems read. There is no standard; this keeps to what the common schemas share, and
/// adds <c>file</c> and <c>line</c>, which GitLab and others turn into links.
/// </summary>
internal static class JUnitXml
{
    private const string Mark = "[[ATTACHMENT|";

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CloseOutput = false,
    };

    /// <param name="output">Where to; it stays open.</param>
    /// <param name="source">What the cases belong to.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="finished">When, UTC.</param>
    /// <param name="attachments">Finds the files that are attached to a case, as the server is to find them.</param>
    public static void Write(
        Stream output,
        string source,
        IReadOnlyList<CiCase> cases,
        DateTimeOffset finished,
        Func<ScenarioCase, IReadOnlyList<string>> attachments
    )
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
                TestCase(xml, kept, attachments(kept.Case));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void TestCase(XmlWriter xml, CiCase kept, IReadOnlyList<string> attachments)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", UntrustedText.Line(kept.Case.DisplayName, 300));
        xml.WriteAttributeString("classname", UntrustedText.Line(ClassOf(kept.Case.FullyQualifiedName)));
        xml.WriteAttributeString("time", Seconds(kept.Duration));
        xml.WriteAttributeString("file", UntrustedText.Line(kept.File));
        xml.WriteAttributeString("line", kept.Line.ToString(CultureInfo.InvariantCulture));
        Properties(xml, kept);
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
                            .. kept.Message.Select(WithoutMark).Concat(kept.Links.Except(kept.Message, StringComparer.Ordinal)),
                            string.Create(CultureInfo.InvariantCulture, $"{UntrustedText.Line(kept.File)}:{kept.Line}"),
                        ]
                    )
                );
            }

            xml.WriteEndElement();
        }

        Output(xml, kept, attachments);
        xml.WriteEndElement();
    }

    private static void Properties(XmlWriter xml, CiCase kept)
    {
        xml.WriteStartElement("properties");
        Property("scenario", kept.Case.ScenarioName);
        Property("personality", kept.Case.PersonalityName);
        Property("test_profile", kept.Case.TestProfileName);
        Property("mode", kept.Case.Mode);
        foreach (var tag in kept.Case.Tags)
        {
            Property("tag", tag);
        }

        Property(
            "passed",
            kept.Rate.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{kept.Rate.Passed}/{kept.Rate.Total}") : null
        );
        Property("standing", kept.Standing == TestStanding.Unknown ? null : kept.Standing.ToString());
        Property("cause", kept.Cause?.Text);
        Property("decisive_turn", kept.Cause?.Turn is { } turn ? CauseText.Turn(turn) : null);
        foreach (var link in kept.Links)
        {
            Property("url", link);
        }

        xml.WriteEndElement();

        void Property(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                xml.WriteStartElement("property");
                xml.WriteAttributeString("name", name);
                xml.WriteAttributeString("value", UntrustedText.Line(value, 300));
                xml.WriteEndElement();
            }
        }
    }

    /// <summary>What the runs say, and the files, in the notation that GitLab and a plugin of Jenkins make links of.</summary>
    private static void Output(XmlWriter xml, CiCase kept, IReadOnlyList<string> attachments)
    {
        List<string> lines =
        [
            .. UntrustedText.Lines(kept.Output).Select(WithoutMark),
            .. attachments.Select(path => $"{Mark}{UntrustedText.Line(path)}]]"),
        ];
        if (lines.Count > 0)
        {
            xml.WriteElementString("system-out", string.Join('\n', lines));
        }
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

    /// <summary>A server attaches whatever file stands behind the mark: agents must not choose it.</summary>
    private static string WithoutMark(string line) => line.Replace("[[", "[ [", StringComparison.Ordinal);

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

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string SuiteOf(string name) => name.Split('.', 2)[0];

    private static string ClassOf(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
}
