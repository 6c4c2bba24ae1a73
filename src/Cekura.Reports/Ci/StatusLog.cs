using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>Gathers the status of a run as its tests finish. Thread-safe. However large the run is, this stays small.</summary>
/// <param name="project">The test project.</param>
/// <param name="tests">How many tests were selected.</param>
/// <param name="dashboard">Where messages send people.</param>
/// <param name="root">Root of the checkout, which files are named from; null: by their full paths.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusLog(string project, int tests, DashboardLink dashboard, string? root, TimeProvider time)
{
    private const int MaxAttention = 100;
    private const int MaxNotes = 200;
    private const int MaxNote = 2000;

    private readonly Lock _gate = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly List<Annotation> _attention = [];
    private readonly AnnotationLog _annotations = new();
    private readonly List<StatusNote> _notes = [];
    private readonly List<string> _files = [];
    private int _moreAttention;
    private bool _isChanged = true;

    /// <summary>A test has its verdict.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var mark = OutcomeMark.Of(verdict);
        var kept = OutcomeMark.NeedsAttention(verdict) ? CiCase.Of(scenarioCase, verdict, dashboard, root) : null;
        var annotation = kept is null ? null : Annotation.Of(kept);
        lock (_gate)
        {
            _isChanged = true;
            var word = mark.Word.ToLowerInvariant();
            _outcomes[word] = _outcomes.GetValueOrDefault(word) + 1;
            if (kept is not null)
            {
                _annotations.Add(scenarioCase, verdict, kept);
            }

            if (annotation is not null && _attention.Count < MaxAttention)
            {
                _attention.Add(annotation);
            }
            else if (annotation is not null)
            {
                _moreAttention++;
            }
        }
    }

    /// <summary>The run said something about itself.</summary>
    public void Note(MessageSeverity severity, string text)
    {
        lock (_gate)
        {
            if (_notes.Count < MaxNotes)
            {
                _isChanged = true;
                _notes.Add(new StatusNote(severity, UntrustedText.Clip(text, MaxNote)));
            }
        }
    }

    /// <summary>The run left a file.</summary>
    public void Attach(string path)
    {
        lock (_gate)
        {
            _isChanged = true;
            _files.Add(path);
        }
    }

    /// <summary>The status now; null when nothing happened since it was taken.</summary>
    /// <param name="state">How the run stands.</param>
    public TestRunStatus? TakeChanged(TestRunState state = TestRunState.Running)
    {
        lock (_gate)
        {
            return _isChanged ? Take(state) : null;
        }
    }

    /// <summary>Something changed that others know of.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _isChanged = true;
        }
    }

    /// <summary>The status at the end.</summary>
    /// <param name="state">How the run ended.</param>
    public TestRunStatus Take(TestRunState state)
    {
        lock (_gate)
        {
            _isChanged = false;
            return new TestRunStatus
            {
                Project = project,
                State = state,
                Started = _started,
                Written = time.GetUtcNow(),
                IsEmulated = dashboard.IsEmulated,
                Tests = tests,
                Outcomes = new Dictionary<string, int>(_outcomes, StringComparer.Ordinal),
                Attention = [.. _attention],
                MoreAttention = _moreAttention,
                Annotations = _annotations.All(),
                Notes = [.. _notes],
                Files = [.. _files],
            };
        }
    }
}
