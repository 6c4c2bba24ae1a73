using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Test sets: conversations that were promoted to tests of metrics (<c>POST /test_framework/test-sets/create_from_run/</c>).
/// </summary>
public sealed class TestSetsResource
{
    // The one resource without a version in its path.
    private const string Path = "/test_framework/test-sets/";
    private readonly Transport _transport;

    internal TestSetsResource(Transport transport) => _transport = transport;

    /// <summary>Promotes a run. Sent once; retried only after a 429. The service may answer a test set that the run already has.</summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: there may or may not be a test set.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task<TestSet> CreateFromRunAsync(CreateTestSetRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.CreateTestSetRequest);
        return _transport.PostAsync(Path + "create_from_run/", json, TimeLimits.Other, ModelReaders.TestSet, cancellationToken);
    }

    /// <summary>Promotes several runs. Sent once; retried only after a 429.</summary>
    /// <returns>The test set that the service answers: a single one, whatever the number of runs.</returns>
    /// <inheritdoc cref="CreateFromRunAsync" path="/exception"/>
    public Task<TestSet> CreateFromRunsAsync(PromoteRunsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.PromoteRunsRequest);
        return _transport.PostAsync(Path + "create_from_runs/", json, TimeLimits.Other, ModelReaders.TestSet, cancellationToken);
    }
}
