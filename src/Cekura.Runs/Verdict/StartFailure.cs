using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Verdict;

/// <summary>Verdicts on starts that created no run (rules V01 to V08). Nothing of this is ever a pass.</summary>
internal static class StartFailure
{
    // As the service says it in its answer to a start.
    private const string UnknownPersonality = "Invalid personalities";

    /// <summary>The verdict on a case whose start, or a request before it, did not succeed.</summary>
    /// <param name="failure">What the client reports.</param>
    /// <param name="scenarioId">Id of the scenario; null for one that lives in the repository.</param>
    /// <param name="startName">The unique name that the start carried, by which a result of unknown outcome can be found; null when its
    /// mode takes none.</param>
    public static RunVerdict Of(CekuraException failure, long? scenarioId, string? startName)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            CekuraConfigurationException => Configuration(failure.Message),
            CekuraNotFoundException => ScenarioNotFound(scenarioId, failure.Messages),
            CekuraValidationException when NamesScenarios(failure) => ScenarioNotFound(scenarioId, failure.Messages),
            CekuraBillingException => Failed("V03", "Cekura did not start the run: insufficient balance. Nothing was tested."),
            CekuraAuthenticationException => Failed(
                "V04",
                $"Cekura did not start the run: the API key was not accepted ({Said(failure)})."
            ),
            CekuraForbiddenException => Failed("V04", $"Cekura did not start the run: the key may not do this ({Said(failure)})."),
            CekuraUnknownOutcomeException => Failed(
                    "V06",
                    $"Starting the run failed ({Said(failure)}) and was not retried, because it may have been created. "
                        + (
                            startName is null
                                ? "Look in Cekura for a result of this moment: this mode takes no name for it."
                                : $"Look in Cekura for a result named \"{UntrustedText.Line(startName, 120)}\"."
                        )
                )
                .Because($"Starting the run failed ({Said(failure)}); whether it was created is unknown"),
            { StatusCode: { } code } => Failed(
                "V05",
                $"Cekura did not start the run (HTTP {code.ToString(CultureInfo.InvariantCulture)}): {Messages(failure)}"
            ),
            CekuraTransientException { StatusCode: null, Messages.Count: > 0 } => Failed(
                "V05",
                $"Cekura did not start the run: {Messages(failure)}. Check ApiUrl, the network and its proxy."
            ),
            _ => Failed("V05", $"Cekura did not start the run: {Messages(failure)}"),
        };
    }

    /// <summary>The same, with what the case tells about the refusal.</summary>
    internal static RunVerdict Of(CekuraException failure, ScenarioCase scenarioCase, string? startName, bool isEmulated)
    {
        var verdict = Of(failure, scenarioCase.ServiceId, startName);
        var advice = verdict.Rule switch
        {
            "V02" when isEmulated => scenarioCase.AgentId is { } agent
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The emulator knows the scenarios that its seed lists, each for one agent: look whether this one stands there, with agent {agent}."
                )
                : "The emulator knows the scenarios that its seed lists.",
            "V05"
                when scenarioCase.PersonalityId is { } id
                    && failure.Messages.Any(text => text.Contains(UnknownPersonality, StringComparison.Ordinal)) => isEmulated
                ? string.Create(CultureInfo.InvariantCulture, $"Personality {id} is not among those that the emulator's seed lists.")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Personality {id} is unknown, or not enabled for the agent's project. \"cekura personalities list\" shows which there are."
                ),
            _ => null,
        };
        return advice is null
            ? verdict
            : verdict with
            {
                Message = FailureText.WithLastLines(verdict.Message, [$"  {advice}"]),
                FullMessage = $"{verdict.FullMessage}\n  {advice}",
            };
    }

    /// <summary>A key or setting is missing or wrong, so that nothing can be started (V01).</summary>
    /// <param name="problem">What is wrong and what to do next, a full sentence.</param>
    public static RunVerdict Configuration(string problem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(problem);
        return Failed("V01", problem.StartsWith("Cekura: ", StringComparison.Ordinal) ? problem : $"Cekura: {problem}");
    }

    /// <summary>The service does not know the scenario, or hides it from the key (V02).</summary>
    public static RunVerdict ScenarioNotFound(long? scenarioId, params IReadOnlyList<string> said)
    {
        return Failed(
                "V02",
                $"Cekura {Scenario(scenarioId)} was not found, or the key cannot see it.",
                said.Select(text => $"Cekura says: {text}")
            )
            .Because("The scenario was not found, or the key cannot see it");
    }

    /// <summary>The start succeeded, but its result has no run for the scenario (V07).</summary>
    /// <param name="scenarioId">Id of the scenario; null for one that lives in the repository.</param>
    /// <param name="scenarioName">Its name.</param>
    /// <param name="resultId">The result that was started.</param>
    public static RunVerdict NoRun(long? scenarioId, string? scenarioName, long resultId) =>
        Failed(
                "V07",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cekura created no run for {Scenario(scenarioId)} \"{UntrustedText.Line(scenarioName, 120)}\" in result {resultId}."
                )
            )
            .Because("Cekura created no run for the scenario");

    /// <summary>The service refused a test case of a suite and said where it is wrong (V05).</summary>
    internal static RunVerdict Refused(IReadOnlyList<SuiteProblem> problems)
    {
        var described = problems
            .Select(problem => $"{problem.Location}: {(problem.Path.Length == 0 ? "" : $"{problem.Path}: ")}{problem.Text}")
            .ToList();
        var headline =
            described.Count == 1
                ? $"Cekura did not accept the test case: {FailureText.Phrase(problems[0].Text)}."
                : $"Cekura did not accept the test case: {described.Count.ToString(CultureInfo.InvariantCulture)} problems.";
        return Failed("V05", headline, described) with { Location = problems[0].Location };
    }

    internal static string CancelledText(long? resultId, string service = ServiceName.Service) =>
        resultId is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"Cancelled; asked {service} to end the active conversations of result {id}.")
            : "Cancelled; nothing had been started.";

    /// <summary>
    /// The field of the request that holds ids; a location such as <c>scenarios[0].name</c> is about a scenario's content.
    /// </summary>
    private static bool NamesScenarios(CekuraException failure) =>
        failure.Errors.TryGetValue("scenarios", out var messages)
        && messages.Any(text => text.Contains("not found", StringComparison.OrdinalIgnoreCase));

    private static string Scenario(long? id) => id is { } known ? $"scenario {known.ToString(CultureInfo.InvariantCulture)}" : "scenario";

    private static string Said(CekuraException failure) =>
        failure switch
        {
            CekuraUnknownOutcomeException { StatusCode: >= 400 and var code } => $"HTTP {code.ToString(CultureInfo.InvariantCulture)}",
            { Messages.Count: 0, StatusCode: { } code } => $"HTTP {code.ToString(CultureInfo.InvariantCulture)}",
            { StatusCode: < 400 } => FailureText.Phrase(failure.Message),
            _ => FailureText.Phrase(Messages(failure)),
        };

    private static string Messages(CekuraException failure) =>
        failure.Messages.Count > 0 ? string.Join("; ", failure.Messages) : failure.Message;

    private static RunVerdict Failed(string rule, string headline, IEnumerable<string>? details = null) =>
        FailureText.NotStarted(rule, headline, details ?? []);
}
