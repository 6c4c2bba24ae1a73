using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.Conversations;

/// <summary>A run by its id, or by the name of the test whose last local run it was.</summary>
internal sealed class RunReference
{
    private readonly Argument<long?> _id = new("run-id") { Description = "Id of the run.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _test = TestOption();

    public IReadOnlyList<Symbol> Symbols => [_id, _test];

    public static Option<string?> TestOption() =>
        new("--test")
        {
            Description = "Instead of an id: the run of this test in the last local test run, such as \"Suite.Scenario.Personality\".",
        };

    /// <exception cref="CommandException">Neither or both were given, or no such test ran here.</exception>
    public long Of(Invocation invocation) => Of(invocation, invocation.Value(_id), invocation.Value(_test));

    /// <summary>The test run that the name of a test leads to; null when the run was named by its id.</summary>
    public LastTestRun? Remembered(Invocation invocation) =>
        invocation.Value(_test) is { } test && LastTestRun.Find(invocation.StateDirectory, test) is var (run, _) ? run : null;

    /// <inheritdoc cref="Of(Invocation)"/>
    public static long Of(Invocation invocation, long? id, string? test) =>
        (id, test) switch
        {
            ({ } known, null) => known,
            (null, { } name) => OfTest(invocation, name),
            _ => throw CommandException.Usage("Which run? Give its id, or --test with the name of a test."),
        };

    private static long OfTest(Invocation invocation, string test)
    {
        if (LastTestRun.Find(invocation.StateDirectory, test) is not var (run, record))
        {
            throw CommandException.Usage(
                $"No run of a test \"{UntrustedText.Line(test)}\" is remembered in {invocation.StateDirectory}. Names are as \"dotnet test --list-tests\" shows them, or fully qualified."
            );
        }

        if (!Uri.TryCreate(run.ApiUrl, UriKind.Absolute, out var service))
        {
            invocation.GoTo(run);
        }
        else if (invocation.IsEmulated)
        {
            throw CommandException.Usage(
                $"The last run of {record.Name} was on {service}, but this command talks to the emulator of a test run. Give --api-url {service}."
            );
        }
        else if (service != invocation.Service)
        {
            throw CommandException.Usage(
                $"The last run of {record.Name} was on {service}, but this command talks to {invocation.Service}. Give --api-url {service}."
            );
        }

        // A repeated test has several; the last one is what people just saw.
        return record.RunIds[^1];
    }
}
