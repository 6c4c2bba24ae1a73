using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>
/// A rule of the project: runs pass when <paramref name="Field"/> of the metric compares well with <paramref name="Value"/>.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="Field"><c>score</c>, <c>enum</c> or <c>value</c>.</param>
/// <param name="Op"><c>eq</c>, <c>gte</c>, <c>lte</c> or <c>in</c>.</param>
/// <param name="Value">Number, text or, for <c>in</c>, an array of them.</param>
internal sealed record RubricRule(Metric Metric, string Field, string Op, JsonElement Value);
