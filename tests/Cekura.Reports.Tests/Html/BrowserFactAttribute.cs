namespace Cekura.Reports.Tests.Html;

/// <summary>A test in a real Chromium: skipped, with what to install, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.SkipReason;
}
