using System.Globalization;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Gives each run the phone numbers of its call: invented ones, of the range that no subscriber has.</summary>
internal static class Numbers
{
    private const long First = 15_550_100_000;

    public static IReadOnlyList<RunCase> Assign(IReadOnlyList<RunCase> cases, Fields fields)
    {
        var different = fields.Text("mode") == "different_numbers";
        var callers = fields.Text("outbound_phone_number") is { Length: > 0 } own ? own : null;
        return
        [
            .. cases.Select(
                (about, index) =>
                    about with
                    {
                        CallerNumber = callers ?? about.CallerNumber ?? Number(different ? index : 0),
                        AgentNumber = fields.Text("agent_number") is { Length: > 0 } agents ? agents : about.Agent.ContactNumber,
                    }
            ),
        ];
    }

    private static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"+{First + index}");
}
