using Cekura.Reports.Ci;

namespace Cekura.Cli.Opening;

/// <summary>A report on this machine.</summary>
/// <param name="Path">The file, a full path.</param>
/// <param name="Name">What it is about: the test project, or the file.</param>
/// <param name="Written">When its run began, or when it was written, UTC.</param>
/// <param name="Status">How its run stands; null where nothing says so.</param>
internal sealed record ShelvedReport(string Path, string Name, DateTimeOffset Written, TestRunStatus? Status);
