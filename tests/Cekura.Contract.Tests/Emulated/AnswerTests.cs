using Cekura.Contract.Tests.Schema;
using Cekura.Testing;

namespace Cekura.Contract.Tests.Emulated;

public sealed class AnswerTests(EmulatedAnswers emulator) : IClassFixture<EmulatedAnswers>
{
    [ContractFact]
    public void Every_answer_of_the_emulator_is_as_the_slice_documents_it()
    {
        var violations = emulator.Exchanges.SelectMany(exchange =>
            exchange.Operation.CheckAnswer(exchange.Status, exchange.Body).Select(violation => (violation, exchange))
        );

        Complaints.AssertNone(
            from found in violations
            group found by found.violation.Place into place
            let first = place.First()
            select $"{place.Key}: {first.violation.Problem}, at {first.violation.At} of {first.exchange}"
        );
    }

    [ContractFact]
    public async Task Every_operation_that_the_emulator_serves_is_called_here()
    {
        await using var service = new EmulatedService();
        var called = emulator.Exchanges.Select(exchange => exchange.Operation.Name).ToHashSet();
        var missing = new List<string>();
        foreach (var operation in Slice.Corrected.Operations.Where(operation => !called.Contains(operation.Name)))
        {
            if (await service.ServesAsync(operation))
            {
                missing.Add(operation.Name);
            }
        }

        Complaints.AssertNone(missing);
    }

    [ContractFact]
    public async Task The_emulator_serves_these_operations()
    {
        await using var service = new EmulatedService();
        var lines = new List<string>();
        foreach (
            var operation in Slice
                .Corrected.Operations.OrderBy(operation => operation.Path, StringComparer.Ordinal)
                .ThenBy(operation => operation.Method, StringComparer.Ordinal)
        )
        {
            lines.Add($"{(await service.ServesAsync(operation) ? "served    " : "not served")}  {operation.Name}");
        }

        await Verifier.Verify(string.Join('\n', lines));
    }
}
