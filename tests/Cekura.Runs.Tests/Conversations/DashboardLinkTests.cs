using Cekura.Runs.Conversations;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Conversations;

public class DashboardLinkTests
{
    [Fact]
    public void Leads_to_the_run_when_the_project_is_known() =>
        Assert.Equal("https://dashboard.cekura.ai/742/results/987?call_id=5544", DashboardLink.ForProject(742).Url(Passed));

    [Fact]
    public void Is_the_ids_when_the_project_is_not_known()
    {
        var link = DashboardLink.ForProject(null);
        Assert.Null(link.Url(Passed));
        Assert.Equal("result 987, run 5544", link.Describe(Passed));
        Assert.Equal("run 5544", link.Describe(Passed with { ResultId = null }));
    }

    [Fact]
    public void Says_that_a_run_is_emulated()
    {
        Assert.Null(DashboardLink.Emulated.Url(Passed));
        Assert.Equal("emulated", DashboardLink.Emulated.Describe(Passed));
    }

    [Fact]
    public void A_run_that_says_so_itself_is_emulated_wherever_it_was_asked_for()
    {
        var served = Passed with { Metadata = System.Text.Json.JsonDocument.Parse("""{ "emulated": true }""").RootElement };
        var agentSaysSo = Passed with { Metadata = System.Text.Json.JsonDocument.Parse("""{ "emulated": "true" }""").RootElement };

        Assert.Null(DashboardLink.ForProject(742).Url(served));
        Assert.Equal("emulated", DashboardLink.ForProject(742).Describe(served));
        Assert.Equal("emulated", DashboardLink.WithoutProject.Describe(served));
        Assert.NotNull(DashboardLink.ForProject(742).Url(agentSaysSo));
    }
}
