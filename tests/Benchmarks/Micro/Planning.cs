using BenchmarkDotNet.Attributes;
using Cekura.Benchmarks.Bench;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;

namespace Cekura.Benchmarks.Micro;

/// <summary>From the text of a manifest to the requests that start its 10,000 pairs.</summary>
[MemoryDiagnoser]
public class Planning
{
    private static readonly CekuraSettings Settings = new();

    private string _path = "";
    private CekuraManifest _manifest = null!;
    private IReadOnlyList<ScenarioCase> _cases = [];

    [GlobalSetup]
    public void Write()
    {
        _path = Path.GetTempFileName();
        File.WriteAllText(_path, Matrix.Manifest(10_000));
        _manifest = ReadManifest().Manifest!;
        _cases = CaseMatrix.Expand(_manifest, Settings);
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    [Benchmark]
    public object Read() => ReadManifest();

    [Benchmark]
    public object Expand() => CaseMatrix.Expand(_manifest, Settings);

    [Benchmark]
    public object Plan() => RunPlan.For(_cases);

    private ManifestReadResult ReadManifest() => new ManifestReader().Read(_path, _path);
}
