using System.Diagnostics;

namespace Cekura.Benchmarks.Bench;

/// <summary><c>cekura emulator</c> as a process of its own, as the tool of the packed package serves it.</summary>
internal sealed class ServedEmulator : IAsyncDisposable
{
    private const string Opening = "Listening on ";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private ServedEmulator(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Settings that send the tests of a project here.</summary>
    public IReadOnlyList<string> Settings(string transcripts) =>
        [$"Cekura.ApiUrl={Address.OriginalString}", $"Cekura.Transcripts={transcripts}", "Cekura.MaxRuns=100000"];

    public static async Task<ServedEmulator> StartAsync(Workbench bench, string seed, CancellationToken cancellationToken)
    {
        await bench.PackAsync(cancellationToken);
        var path = Path.Combine(bench.Feed, "emulator.seed.json");
        await File.WriteAllTextAsync(path, seed, cancellationToken);
        var process = Process.Start(Command.Start(bench.Feed, bench.Tool, ["emulator", "--seed", path], bench.Environment))!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.StartsWith(Opening, StringComparison.Ordinal) == true
            ? new ServedEmulator(process, new Uri(line[Opening.Length..]))
            : throw new InvalidOperationException(
                $"The emulator did not start: {line}{await process.StandardError.ReadToEndAsync(cancellationToken)}"
            );
    }

    /// <summary>Forgets what was run, so that a round does not carry the ones before.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri(Address, "/__emulator/reset"), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
