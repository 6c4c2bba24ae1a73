using System.Globalization;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Reports.Files;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>
/// One self-contained page about a whole session: why it is red, a heat map, pass rates, metrics, and every case with its conversation. It
/// loads nothing from anywhere, but a recording beside it that somebody plays, and needs no script to be read. Conversations go to a file
/// as cases finish, so memory does not grow with them; a page that would take long to open leaves out conversations of cases that passed.
/// It can be saved at any time, and says then how the run stands.
/// </summary>
internal sealed class HtmlReport : ICaseLog, IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly List<KeptCase> _cases = [];
    private readonly TestPlan _plan = new();
    private readonly CauseGroups _causes = new();
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly string _title;
    private readonly string _source;
    private readonly CasePanel _panel;
    private readonly DashboardLink _dashboard;
    private bool _isEmulated;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _began;
    private readonly PanelStore _store;
    private readonly HistoryPanel _history = new();
    private bool _isLive;
    private long _passedLength;
    private long _briefLength;

    /// <summary>Begins a report without cases.</summary>
    /// <param name="title">What was tested.</param>
    /// <param name="source">What the report belongs to, for example the test project: a later report of the same source may replace this
    /// one.</param>
    /// <param name="dashboard">Where the report sends people.</param>
    /// <param name="directory">
    /// The existing folder in which the report will be saved: it refers to recordings by their way from there. A file holds the
    /// conversations there meanwhile; it is gone when the report is disposed.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public HtmlReport(string title, string source, DashboardLink dashboard, string directory, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(dashboard);
        _title = title;
        _source = source;
        _panel = new CasePanel(dashboard, directory);
        _dashboard = dashboard;
        _isEmulated = dashboard.IsEmulated;
        _time = time;
        _began = time.GetUtcNow();
        _store = new PanelStore(directory);
    }

    /// <summary>The files that belong to a test, in the order in which they are shown; null: the report links none.</summary>
    public Func<ScenarioCase, CaseVerdict, IEnumerable<ReportFile>>? Files
    {
        set => _panel.Files = value;
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

    /// <summary>The earlier runs, for the history; null: none are known. Tests that have a past come after it is read.</summary>
    public Task<RunHistory>? Earlier { get; set; }

    /// <summary>How often something changed: a page that was saved at the same number has all there is.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _plan.Version;
            }
        }
    }

    /// <summary>Whether a case that is known has no verdict.</summary>
    public bool HasOpen
    {
        get
        {
            lock (_gate)
            {
                return _plan.Open().Any();
            }
        }
    }

    string ICaseLog.Incomplete => "The report is not complete";

    /// <summary>
    /// Says which cases are going to run while the report is made. Those of one place in the manifest are shown in this order, and those
    /// that have no verdict are shown too.
    /// </summary>
    /// <param name="cases">The cases.</param>
    public void Plan(IEnumerable<ScenarioCase> cases)
    {
        lock (_gate)
        {
            _isLive = true;
            foreach (var scenarioCase in cases)
            {
                _plan.Add(scenarioCase);
                _causes.Expect(scenarioCase);
            }
        }
    }

    /// <summary>Says that a case begins. Those that no plan has are shown in the order in which they begin, not as they finish.</summary>
    public void Expect(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            _plan.Begin(scenarioCase);
            _causes.Expect(scenarioCase);
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
            var entry = CaseEntry.Of(_cases.Count + 1, scenarioCase, verdict) with { Anchor = Anchor(scenarioCase) };
            var brief = _store.Keep(html => _panel.WriteBrief(html, entry, verdict));
            _briefLength += brief.Length;
            _isEmulated = _isEmulated || verdict.Runs.Any(run => _dashboard.IsEmulatedRun(run.Run));
            _cases.Add(new(entry, Whole(entry, verdict), brief));
            _history.Add(entry, verdict);
            _causes.Add(scenarioCase, verdict);
            _plan.Finish(scenarioCase);
        }
    }

    // Tests of several projects, whose reports are joined, may share a name.
    private string Anchor(ScenarioCase scenarioCase)
    {
        var anchor = CaseAnchor.Of(scenarioCase.FullyQualifiedName);
        for (var number = 2; !_anchors.Add(anchor); number++)
        {
            anchor = string.Create(CultureInfo.InvariantCulture, $"{CaseAnchor.Of(scenarioCase.FullyQualifiedName)}_{number}");
        }

        return anchor;
    }

    /// <summary>Writes the page with everything that was added, over a file of the same name: whole, or not at all.</summary>
    /// <param name="path">The page.</param>
    /// <param name="state">How the run stands.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, TestRunState state = TestRunState.Finished)
    {
        lock (_gate)
        {
            List<KeptCase> cases = [.. _cases];
            cases.Sort((one, other) => Compare(one.Entry, other.Entry));
            List<CaseEntry> entries = [.. cases.Select(one => one.Entry), .. _isLive ? _plan.Open().Select(CaseEntry.Of) : []];
            entries.Sort(Compare);
            WholeFile.Write(path, file =>
            {
                using (var text = Text(file))
                {
                    WriteOverview(new HtmlWriter(text), entries, state);
                }

                WriteCases(file, cases);
            });
        }
    }

    // By place in the manifest, there as they were expected, and what was not as it finished.
    private int Compare(CaseEntry one, CaseEntry other)
    {
        var (place, otherPlace) = (one.Case.Location, other.Case.Location);
        return string.CompareOrdinal(place.Path, otherPlace.Path) is var path and not 0 ? path
            : place.Line.CompareTo(otherPlace.Line) is var line and not 0 ? line
            : place.Column.CompareTo(otherPlace.Column) is var column and not 0 ? column
            : _plan.PlaceOf(one.Case).CompareTo(_plan.PlaceOf(other.Case)) is var expected and not 0 ? expected
            : one.Number.CompareTo(other.Number);
    }

    private void WriteOverview(HtmlWriter html, IReadOnlyList<CaseEntry> entries, TestRunState state)
    {
        ReportHead.Write(html, _title, _source);
        var causes = _causes.All();
        var earlier = Earlier is { IsCompletedSuccessfully: true } read ? read.Result : RunHistory.Empty;
        var page = new PageState(_title, _began, _time.GetUtcNow(), state, _isLive, causes.Count > 0, _history.Has(earlier), _isEmulated);
        Overview.Write(html, page, entries);
        CauseList.Write(html, causes, entries);
        HeatMap.Write(html, entries);
        PassRates.Write(html, entries);
        MetricCharts.Write(html, entries);
        _history.Write(html, earlier);
    }

    // In blocks: a write for each panel takes longer than the panel.
    private void WriteCases(FileStream file, IReadOnlyList<KeptCase> cases)
    {
        using var block = new MemoryStream();
        using var text = Text(block);
        var html = new HtmlWriter(text);
        CaseList.Write(html, cases, _store, panel =>
        {
            text.Flush();
            if (panel is { } known)
            {
                _store.CopyTo(block, known);
            }

            if (block.Length >= BlockSize)
            {
                block.WriteTo(file);
                block.SetLength(0);
            }
        });
        html.Markup("</main>");
        html.Script(ReportFiles.Script);
        html.Markup("</body></html>\n");
        text.Flush();
        block.WriteTo(file);
    }

    private static StreamWriter Text(Stream to) => new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);

    /// <summary>
    /// Whether saving to <paramref name="path"/> loses nothing but an earlier report of the same source, or what is left of one that was
    /// cut off: an empty file, or the beginning of a page of ours that does not say whose it is.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public bool MayReplace(string path) => !File.Exists(path) || ReportHead.IsOf(path, _source);

    /// <summary>
    /// The panel with the conversation, unless those of cases that passed, and the short forms of all cases that will come, fill the page
    /// already: it would be written to be left out.
    /// </summary>
    private PanelStore.Range? Whole(CaseEntry entry, CaseVerdict verdict)
    {
        if (entry.Mark != OutcomeMark.Passed)
        {
            return _store.Keep(html => _panel.Write(html, entry, verdict));
        }

        var briefs = _briefLength / entry.Number * Math.Max(entry.Number, _plan.Count);
        if (_passedLength > KeptCase.RoomFor(Math.Max(entry.Number, _plan.Count)) - briefs)
        {
            return null;
        }

        var panel = _store.Keep(html => _panel.Write(html, entry, verdict));
        _passedLength += panel.Length;
        return panel;
    }

    /// <summary>Removes the file that held the conversations.</summary>
    public void Dispose() => _store.Dispose();
}
