using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Microsoft.Testing.Extensions.TrxReport.Abstractions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace Cekura.TestingPlatform.Mapping;

/// <summary>From a case and its verdict to a node of the platform.</summary>
/// <param name="assembly">Full name of the test dll's assembly.</param>
/// <param name="hasTrx">Whether a TRX file is written, which takes messages, output and categories from properties of its own.</param>
internal sealed class NodeMapper(string assembly, bool hasTrx)
{
    private const string Void = "System.Void";

    /// <summary>A test that was found.</summary>
    public TestNode Discovered(ScenarioCase scenarioCase) => Known(scenarioCase, DiscoveredTestNodeStateProperty.CachedInstance);

    /// <summary>A test whose conversation begins.</summary>
    public TestNode InProgress(ScenarioCase scenarioCase) => Known(scenarioCase, InProgressTestNodeStateProperty.CachedInstance);

    /// <summary>A test with its verdict.</summary>
    public TestNode Finished(ScenarioCase scenarioCase, CaseResult result)
    {
        var node = Known(scenarioCase, StateOf(result));
        var properties = node.Properties;
        properties.Add(new TimingProperty(new TimingInfo(result.Start, result.End, result.End - result.Start)));
        var missing = string.Join('\n', result.Missing);
        if (result.StandardOutput is { } output)
        {
            properties.Add(new StandardOutputProperty(output));
        }

        if (missing.Length > 0)
        {
            properties.Add(new StandardErrorProperty(missing));
        }

        // The platform hands out first what was added last.
        foreach (var file in result.Files.Reverse())
        {
            properties.Add(new FileArtifactProperty(new FileInfo(file.Path), file.Title));
        }

        if (hasTrx)
        {
            AddTrx(
                properties,
                NodeName.Of(scenarioCase.FullyQualifiedName),
                result.Message,
                result.StackTrace,
                result.StandardOutput,
                missing
            );
            if (scenarioCase.Tags.Count > 0)
            {
                properties.Add(new TrxCategoriesProperty([.. scenarioCase.Tags]));
            }
        }

        return node;
    }

    /// <summary>What is no case and yet has to be seen: an error that keeps tests from running, or a test that is lost.</summary>
    /// <param name="fullName">Dotted name.</param>
    /// <param name="displayName">Name for people.</param>
    /// <param name="state">What became of it.</param>
    /// <param name="message">Why.</param>
    public TestNode Other(string fullName, string displayName, TestNodeStateProperty state, string message)
    {
        var name = NodeName.Of(fullName);
        var properties = new PropertyBag(state, Identifier(name));
        if (hasTrx)
        {
            AddTrx(properties, name, message, place: null, output: null, error: "");
        }

        return new TestNode
        {
            Uid = new TestNodeUid(fullName),
            DisplayName = displayName,
            Properties = properties,
        };
    }

    /// <summary>A state of something that failed without a verdict.</summary>
    public static TestNodeStateProperty Error(string message) => new ErrorTestNodeStateProperty(new Failure(message, place: null));

    private TestNode Known(ScenarioCase scenarioCase, TestNodeStateProperty state)
    {
        var place = new LinePosition(scenarioCase.Location.Line, 0);
        var properties = new PropertyBag(
            state,
            Identifier(NodeName.Of(scenarioCase.FullyQualifiedName)),
            new TestFileLocationProperty(scenarioCase.Location.Path, new LinePositionSpan(place, place))
        );
        AddMetadata(properties, scenarioCase);
        return new TestNode
        {
            Uid = new TestNodeUid(scenarioCase.FullyQualifiedName),
            DisplayName = scenarioCase.DisplayName,
            Properties = properties,
        };
    }

    /// <summary>Traits and categories: a category is a key without a value.</summary>
    public static void AddMetadata(PropertyBag properties, ScenarioCase scenarioCase)
    {
        foreach (var trait in CaseTrait.Of(scenarioCase))
        {
            properties.Add(new TestMetadataProperty(trait.Name, trait.Value));
        }

        foreach (var tag in scenarioCase.Tags)
        {
            properties.Add(new TestMetadataProperty(tag));
        }
    }

    private TestMethodIdentifierProperty Identifier(NodeName name) =>
        new(assembly, name.Namespace, name.Type, name.Method, methodArity: 0, [], Void);

    private static TestNodeStateProperty StateOf(CaseResult result)
    {
        var message = result.Message ?? "";
        return (result.Outcome, result.Failure) switch
        {
            (Outcome.Passed, _) => message.Length == 0
                ? PassedTestNodeStateProperty.CachedInstance
                : new PassedTestNodeStateProperty(message),
            (Outcome.Skipped, _) => new SkippedTestNodeStateProperty(message),
            // What the user cancelled says so, and is neither a pass nor left open: the platform has no other word that is not outdated.
            (Outcome.None, _) or (_, FailureKind.NotTested) => new ErrorTestNodeStateProperty(WithPlace(message, result.StackTrace)),
            (_, FailureKind.OutOfTime) => new TimeoutTestNodeStateProperty(WithPlace(message, result.StackTrace)),
            _ => new FailedTestNodeStateProperty(new Failure(message, result.StackTrace)),
        };
    }

    // "dotnet test" puts the type of an exception that has a stack before its message, unless the test failed as a check does. A message
    // says in its first words what it is.
    private static Failure WithPlace(string message, string? place) => new(place is null ? message : $"{message}\n{place}", place: null);

    private static void AddTrx(PropertyBag properties, NodeName name, string? message, string? place, string? output, string error)
    {
        properties.Add(new TrxFullyQualifiedTypeNameProperty(name.FullType));
        if (message is not null || place is not null)
        {
            properties.Add(new TrxExceptionProperty(message, place));
        }

        TrxMessage[] messages =
        [
            .. output is null ? [] : new TrxMessage[] { new StandardOutputTrxMessage(output) },
            .. error.Length == 0 ? [] : new TrxMessage[] { new StandardErrorTrxMessage(error) },
        ];
        if (messages.Length > 0)
        {
            properties.Add(new TrxMessagesProperty(messages));
        }
    }
}
