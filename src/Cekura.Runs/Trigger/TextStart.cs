using Cekura.Client;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Trigger;

/// <summary>From a batch to the body of its start request in mode <c>text</c> (contract, section 6.1).</summary>
internal static class TextStart
{
    public const string Mode = "text";

    public static RunTextRequest Request(StartBatch batch, string name, int? concurrencyLimit)
    {
        var options = new StartOptions(Mode, batch.Options);
        return new RunTextRequest
        {
            Name = name,
            AgentId = batch.AgentId,
            Scenarios = batch.ScenarioIds,
            PersonalityIds = NullIfEmpty(batch.PersonalityIds),
            TestProfileIds = NullIfEmpty(batch.TestProfileIds),
            Frequency = batch.Frequency,
            ConcurrencyLimit = concurrencyLimit ?? options.Integer("concurrency_limit"),
            AssistantId = options.Text("assistant_id"),
            ProjectId = options.Id("project_id"),
            AgentNumber = options.Text("agent_number"),
            OutboundPhoneNumber = options.Text("outbound_phone_number"),
            WebSocketUrl = options.Text("websocket_url"),
            WebSocketHeaders = options.Map("websocket_headers"),
            MockToolNames = options.Texts("mock_tool_names"),
        };
    }

    private static IReadOnlyList<long>? NullIfEmpty(IReadOnlyList<long> ids) => ids.Count == 0 ? null : ids;
}
