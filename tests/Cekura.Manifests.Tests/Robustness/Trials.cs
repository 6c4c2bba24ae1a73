using System.Globalization;
using FsCheck;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>
/// How many random trials a property gets. They are the same each time; <c>CEKURA_FUZZ=20</c> makes twenty times as many, and
/// <c>CEKURA_FUZZ_SEED</c> makes others. A failing trial prints what replays it.
/// </summary>
internal static class Trials
{
    public static Config Of(int count, ulong seed, ulong gamma) =>
        Config
            .QuickThrowOnFailure.WithMaxTest(count * Number("CEKURA_FUZZ", 1))
            .WithReplay(seed + (ulong)(2 * Number("CEKURA_FUZZ_SEED", 0)), gamma);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
