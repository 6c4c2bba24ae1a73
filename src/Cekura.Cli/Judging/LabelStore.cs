using Cekura.Cli.Running;
using Cekura.Emulator.Calibration;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.Judging;

/// <summary>The labels beside the seed of a test run.</summary>
internal static class LabelStore
{
    /// <summary>Adds labels, in the place of those about the same.</summary>
    public static async Task AddAsync(
        Invocation invocation,
        LastTestRun run,
        IReadOnlyList<Label> labels,
        CancellationToken cancellationToken
    )
    {
        if (run.Seed is not { } seed || labels.Count == 0)
        {
            return;
        }

        var path = Path.Combine(Path.GetDirectoryName(seed)!, LabelFile.Name);
        var kept = LabelFile.Read(path).Where(old => !labels.Any(label => label.IsSame(old)));
        await OwnerFile.ReplaceAsync(path, LabelFile.Write([.. kept, .. labels]), cancellationToken);
        foreach (var label in labels)
        {
            await invocation.SayAsync(
                $"Labelled \"{UntrustedText.Line(label.Criterion, 120)}\" of {UntrustedText.Line(label.Test, 120)} as {label.Expected} in {path}."
            );
        }
    }
}
