using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Starts;
using Cekura.Runs.Tests.Session;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>
/// A state directory with what dead processes left in it, and a service that is asked about it, on a clock that jumps from timer to timer.
/// The start is named <c>S 1</c>, and its result is 901.
/// </summary>
internal sealed class LeftBehind : IDisposable
{
    public const string Read = "GET /results/901/";
    public const string End = "POST /results/901/end_calls/";

    public static readonly Uri Api = new("https://api.cekura.ai");

    private readonly EmulatedService _service = new();
    private readonly DateTimeOffset _began;
    private readonly Queue<string> _statuses = new();

    public LeftBehind()
    {
        _began = Time.GetUtcNow();
        Client = new CekuraClient(
            new CekuraClientOptions
            {
                ApiKey = "test",
                TimeProvider = Time,
                Retry = new RetryOptions { MaxAttempts = 1 },
            },
            _service.Handler
        );
        _service.Instead = call =>
            Instead(call)
            ?? (call == Read && _statuses.TryDequeue(out var status) ? Result(status) : null)
            ?? (call.StartsWith("POST ", StringComparison.Ordinal) ? FaultScript.Json("{}") : null);
    }

    public string State { get; } = Directory.CreateTempSubdirectory("cekura-left-").FullName;

    public VirtualTime Time { get; } = new();

    public CekuraClient Client { get; }

    /// <summary>Answers before the service does, where it does not answer null.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = _ => null;

    public IReadOnlyList<string> Requests => _service.Requests;

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => Time.GetUtcNow() - _began;

    public void Dispose()
    {
        Client.Dispose();
        _service.Dispose();
        Directory.Delete(State, recursive: true);
    }

    /// <summary>The result that the service tells of, in its words, or an HTTP status.</summary>
    public static HttpResponseMessage Result(string status) =>
        int.TryParse(status, out var code)
            ? FaultScript.Json("""{ "detail": "no" }""", (System.Net.HttpStatusCode)code)
            : FaultScript.Json($$"""{ "id": 901, "name": "S 1", "status": "{{status}}", "runs": [] }""");

    /// <summary>How the result stands each time that it is read.</summary>
    public void Stands(params string[] statuses)
    {
        foreach (var status in statuses)
        {
            _statuses.Enqueue(status);
        }
    }

    public static JournalHead Head(TimeSpan age = default, string project = "Clinic", string? api = null) =>
        new(project, "/clinic", api is null ? Api : new Uri(api), DateTimeOffset.UtcNow - age);

    public StartRecord Start(StartState state, long? result = 901, TimeSpan age = default) =>
        new()
        {
            Name = "S 1",
            Hash = "hash",
            IsNamed = true,
            AgentId = 12,
            At = Time.GetUtcNow() - age,
            State = state,
            ResultId = result,
        };

    /// <summary>The journal of a process that died.</summary>
    public string Crash(StartRecord start, JournalHead? head = null)
    {
        using var journal = StartJournal.Create(State, head ?? Head());
        journal.Intend(start);
        journal.Mark(start.Name, start.State);
        return journal.Path;
    }

    /// <summary>Sweeps once.</summary>
    public async Task<IReadOnlyList<EndedStart>> SweepAsync() =>
        await Time.RunAsync(async () => await new OrphanSweep(Client, Api, Time).RunAsync(State).ToListAsync());

    public EarlierStarts Claim(Reuse reuse = Reuse.InFlight, JournalHead? head = null) =>
        EarlierStarts.Claim(State, head ?? Head(), reuse, Time);

    /// <summary>How far the starts of a journal have come.</summary>
    public static IReadOnlyList<StartState> StatesOf(string path)
    {
        var starts = new Dictionary<string, StartRecord>(StringComparer.Ordinal);
        foreach (var line in LinesOf(path))
        {
            JournalJson.Take(line, starts);
        }

        return [.. starts.Values.Select(start => start.State)];
    }

    /// <summary>The lines of a journal, which its process may hold open.</summary>
    public static IReadOnlyList<string> LinesOf(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
