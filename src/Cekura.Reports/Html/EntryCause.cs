namespace Cekura.Reports.Html;

/// <summary>A cause for which a case did not pass, as the page finds it.</summary>
/// <param name="Id">Its address in the page.</param>
/// <param name="Text">The cause for people.</param>
internal sealed record EntryCause(string Id, string Text);
