using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>
/// One self-contained page about a whole session: a heat map, metrics, and every case with its conversation. It loads nothing from
/// anywhere and needs no script to be read. Conversations go to a file as cases finish, so memory does not grow with them.
/// </summary>
public sealed class HtmlReport : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(CaseEntry Entry, long From, long To)> _cases = [];
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly string _title;
    private readonly string _source;
    private readonly DashboardLink _dashboard;
    private readonly DateTimeOffset _began;
    private readonly FileStream _panels;

    /// <param name="title">What was tested.</param>
    /// <param name="source">What the report belongs to, for example the test project: a later report of the same source may replace this one.</param>
    /// <param name="dashboard">Where the report sends people.</param>
    /// <param name="directory">An existing folder for the file that holds the conversations meanwhile; it is gone when the report is disposed.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public HtmlReport(string title, string source, DashboardLink dashboard, string directory, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _title = title;
        _source = source;
        _dashboard = dashboard;
        _began = time.GetUtcNow();
        _panels = new FileStream(
            Path.Combine(directory, $".cekura-report-{Guid.NewGuid():n}.tmp"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
    }

    /// <summary>How many cases the report has.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _cases.Count;
            }
        }
    }

    /// <summary>Says that a case will come: cases of one place in the manifest are shown in this order, not as they finish.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            _order.TryAdd(scenarioCase.FullyQualifiedName, _order.Count);
        }
    }

    /// <summary>Adds a finished case. May be called from several threads.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        lock (_gate)
        {
            var entry = CaseEntry.Of(_cases.Count + 1, scenarioCase, verdict);
            var from = _panels.Length;
            _panels.Position = from;
            using (var text = new StreamWriter(_panels, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
            {
                CasePanel.Write(new HtmlWriter(text), entry, verdict, _dashboard);
            }

            _cases.Add((entry, from, _panels.Length));
        }
    }

    /// <summary>Writes the page with everything that was added, over a file of the same name.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        lock (_gate)
        {
            var ordered = _cases
                .OrderBy(found => found.Entry.Case.Location.Path, StringComparer.Ordinal)
                .ThenBy(found => found.Entry.Case.Location.Line).ThenBy(found => found.Entry.Case.Location.Column)
                .ThenBy(found => _order.GetValueOrDefault(found.Entry.Case.FullyQualifiedName, int.MaxValue))
                .ToList();
            using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var html = new HtmlWriter(file);
            Head(html, file);
            Summary(html, [.. ordered.Select(found => found.Entry)]);
            HeatMap.Write(html, [.. ordered.Select(found => found.Entry)]);
            MetricCharts.Write(html, [.. ordered.Select(found => found.Entry)]);
            html.Markup("<section aria-labelledby=\"cases\"><h2 id=\"cases\">Cases</h2><div id=\"tools\" hidden><label>Find <input type=\"search\" id=\"find\"></label> <label><input type=\"checkbox\" id=\"only\"> Only what did not pass</label> <span id=\"shown\" role=\"status\"></span></div>");
            file.Flush();
            foreach (var (_, from, to) in ordered)
            {
                Copy(from, to, file.BaseStream);
            }

            html.Markup("</section></main><script>");
            file.Write(ReportFiles.Script);
            html.Markup("</script></body></html>\n");
        }
    }

    /// <summary>Whether saving to <paramref name="path"/> loses nothing but an earlier report of the same source.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public bool MayReplace(string path)
    {
        using var owner = new StringWriter();
        Owner(new HtmlWriter(owner));
        return !File.Exists(path) || File.ReadLines(path).Take(2).Any(line => line.Contains(owner.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Removes the file that held the conversations.</summary>
    public void Dispose() => _panels.Dispose();

    private void Head(HtmlWriter html, StreamWriter file)
    {
        var script = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportFiles.Script)));

        // Should markup ever slip through, the browser runs no script but ours and asks no server for anything.
        html.Markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; img-src data:; media-src 'self' file:; base-uri 'none'; form-action 'none'\">");
        Owner(html);
        html.Write($"<title>{_title}: Cekura report</title><style>");
        file.Write(ReportFiles.Style);
        html.Markup("</style></head><body>");
    }

    private void Owner(HtmlWriter html) => html.Write($"<meta name=\"cekura-source\" content=\"{_source}\">");

    private void Summary(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<a class=\"skip\" href=\"#cases\">To the cases</a>");
        html.Write($"<header><h1>{_title}</h1><p>{_began.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}");
        if (_dashboard.IsEmulated)
        {
            html.Markup(" · <strong>emulated</strong>: nobody was called");
        }

        var talked = entries.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Duration);
        html.Write($" · {entries.Sum(entry => entry.Total)} runs, {RunTiming.Clock(talked)} of conversation</p><ul class=\"counts\">");
        foreach (var group in entries.GroupBy(entry => entry.Outcome).OrderBy(group => group.Key))
        {
            html.Write($"<li class=\"{OutcomeMark.Class(group.Key)}\"><strong>{group.Count()}</strong> {OutcomeMark.Word(group.Key).ToLowerInvariant()}</li>");
        }

        html.Markup("</ul></header><main>");
    }

    private void Copy(long from, long to, Stream target)
    {
        _panels.Position = from;
        var buffer = new byte[64 * 1024];
        for (var left = to - from; left > 0;)
        {
            var read = _panels.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            target.Write(buffer, 0, read);
            left -= read;
        }
    }
}
