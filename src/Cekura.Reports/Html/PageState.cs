using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>What the page says of the test run as a whole.</summary>
/// <param name="Title">What was tested.</param>
/// <param name="Began">When the run began.</param>
/// <param name="Saved">When the page was written.</param>
/// <param name="State">How the run stands.</param>
/// <param name="IsLive">Whether the page was made while the tests ran, so that its times are those of the run.</param>
/// <param name="HasCauses">Whether it says why something did not pass.</param>
/// <param name="HasHistory">Whether it says how the tests ended in earlier runs.</param>
/// <param name="IsEmulated">Whether the emulator held a conversation.</param>
internal sealed record PageState(
    string Title,
    DateTimeOffset Began,
    DateTimeOffset Saved,
    TestRunState State,
    bool IsLive,
    bool HasCauses,
    bool HasHistory,
    bool IsEmulated
);
