using Cekura.Runs.Conversations;

namespace Cekura.Runs.Tests.Conversations;

public class EndReasonTests
{
    [Theory]
    [InlineData("Main agent-ended-call", "normal end")]
    [InlineData("main-agent-ended-call", "normal end")]
    [InlineData("participant_disconnected", "normal end")]
    [InlineData("Main_Agent - Silence  Timed-Out", "time limit")]
    [InlineData("call-canceled", "cancelled")]
    [InlineData("Main agent-did-not-answer", "agent not reached")]
    [InlineData("testing-agent-dial-out-bot-crashed", "Cekura's side")]
    [InlineData("pipeline-error-openai", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Both_spellings_belong_to_one_group(string? reason, string? group) => Assert.Equal(group, EndReason.Group(reason));
}
