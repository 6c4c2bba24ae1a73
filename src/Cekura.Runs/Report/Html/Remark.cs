namespace Cekura.Runs.Report.Html;

/// <summary>What the service says about a run, at the turn that it is about.</summary>
/// <param name="Finding">Which finding says it, part of an address: <c>metric-2</c>.</param>
/// <param name="Name">Name of the metric, or the part of the expected outcome.</param>
/// <param name="Good">Whether it is praise; null for neither.</param>
/// <param name="Turn">Number of the turn, from 0; null when the words lead to none.</param>
internal sealed record Remark(string Finding, string Name, bool? Good, int? Turn);
