using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cekura.Benchmarks.Bench;

/// <summary>Starts batches at a served emulator and looks at them, without anything of the product in between.</summary>
internal sealed class EmulatorClient : IDisposable
{
    private readonly HttpClient _http;

    public EmulatorClient(Uri address)
        : this(address, new SocketsHttpHandler()) { }

    /// <param name="address">Where the emulator is.</param>
    /// <param name="handler">The way to it, which ends with this.</param>
    public EmulatorClient(Uri address, HttpMessageHandler handler)
    {
        _http = new HttpClient(handler) { BaseAddress = new Uri(address, "/test_framework/v1/") };
        _http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "benchmark");
    }

    public async Task<long> StartAsync(
        IReadOnlyList<long> scenarios,
        IReadOnlyList<long> personalities,
        int frequency,
        CancellationToken cancellationToken
    )
    {
        var body = new Dictionary<string, object>
        {
            ["agent_id"] = 12,
            ["scenarios"] = scenarios,
            ["personality_ids"] = personalities,
            ["frequency"] = frequency,
            ["name"] = "Benchmark",
        };
        using var answer = await _http.PostAsJsonAsync("scenarios/run_scenarios_text/", body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64()
            : throw new InvalidOperationException($"The emulator refused: {text}");
    }

    /// <summary>One look at a result.</summary>
    public async Task<(bool IsOver, int Passed, TimeSpan Took)> LookAsync(long result, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var bytes = await _http.GetByteArrayAsync($"results/{result}/", cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        using var document = JsonDocument.Parse(bytes);
        return (
            document.RootElement.GetProperty("status").GetString() is "completed" or "failed",
            document.RootElement.GetProperty("success_runs_count").GetInt32(),
            took
        );
    }

    /// <summary>What the runs of some results say that did not pass.</summary>
    public async Task<string> WhyAsync(IEnumerable<long> results, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var result in results)
        {
            using var document = JsonDocument.Parse(await _http.GetByteArrayAsync($"results/{result}/", cancellationToken));
            var ids = document.RootElement.GetProperty("runs").EnumerateObject().Select(run => run.Name);
            using var runs = JsonDocument.Parse(
                await _http.GetByteArrayAsync($"runs/bulk/?run_ids={string.Join(',', ids)}", cancellationToken)
            );
            said.AddRange(
                runs.RootElement.EnumerateArray()
                    .Where(run => run.GetProperty("success").ValueKind != JsonValueKind.True)
                    .Select(run => $"{run.GetProperty("error_message")} {run.GetProperty("transcript")}")
            );
        }

        return string.Join('\n', said.Distinct());
    }

    public void Dispose() => _http.Dispose();
}
