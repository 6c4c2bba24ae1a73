using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Cekura.TestingPlatform.Mapping;
using Microsoft.Testing.Extensions.TrxReport.Abstractions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace Cekura.TestingPlatform.Tests.Mapping;

public sealed class NodeMapperTests
{
    private const string Assembly = "Clinic.Tests, Version=1.0.0.0";

    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_node_is_the_test_with_its_place_its_tree_and_its_traits()
    {
        var node = new NodeMapper(Assembly, hasTrx: false).Discovered(Cases.Of());

        Assert.Equal(("S.Booking.Book.Fast", "Book [Fast]"), (node.Uid.Value, node.DisplayName));
        Assert.IsType<DiscoveredTestNodeStateProperty>(node.Properties.Single<TestNodeStateProperty>());
        var identifier = node.Properties.Single<TestMethodIdentifierProperty>();
        Assert.Equal(
            (Assembly, "S.Booking", "Book", "Fast"),
            (identifier.AssemblyFullName, identifier.Namespace, identifier.TypeName, identifier.MethodName)
        );
        var place = node.Properties.Single<TestFileLocationProperty>();
        Assert.Equal(("/project/cekura.json", 14), (place.FilePath, place.LineSpan.Start.Line));
        Assert.Equal(
            ["Mode=text", "Personality=Fast (7)", "Scenario=Book (101)", "smoke="],
            node.Properties.OfType<TestMetadataProperty>().Select(trait => $"{trait.Key}={trait.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(nameof(Outcome.Passed), nameof(FailureKind.None), typeof(PassedTestNodeStateProperty))]
    [InlineData(nameof(Outcome.Skipped), nameof(FailureKind.None), typeof(SkippedTestNodeStateProperty))]
    [InlineData(nameof(Outcome.Failed), nameof(FailureKind.Judged), typeof(FailedTestNodeStateProperty))]
    [InlineData(nameof(Outcome.Failed), nameof(FailureKind.NotTested), typeof(ErrorTestNodeStateProperty))]
    [InlineData(nameof(Outcome.Failed), nameof(FailureKind.OutOfTime), typeof(TimeoutTestNodeStateProperty))]
    [InlineData(nameof(Outcome.None), nameof(FailureKind.None), typeof(ErrorTestNodeStateProperty))]
    public void Each_outcome_has_its_state(string outcome, string failure, Type state) =>
        Assert.IsType(
            state,
            Finished(Result(Enum.Parse<Outcome>(outcome), Enum.Parse<FailureKind>(failure))).Properties.Single<TestNodeStateProperty>()
        );

    [Fact]
    public void A_failure_has_its_message_once_and_the_place_in_the_manifest_as_its_stack()
    {
        var node = Finished(Result(Outcome.Failed, FailureKind.Judged));

        var state = node.Properties.Single<FailedTestNodeStateProperty>();
        Assert.Null(state.Explanation);
        Assert.Equal(
            ("4 of 5 passed.", "   at S.Booking.Book.Fast in /project/cekura.json:line 14"),
            (state.Exception!.Message, state.Exception.StackTrace)
        );
        Assert.Equal("What was said.", node.Properties.Single<StandardOutputProperty>().StandardOutput);
        Assert.Equal("warning: Run is not attached.", node.Properties.Single<StandardErrorProperty>().StandardError);
        Assert.Equal(TimeSpan.FromSeconds(13), node.Properties.Single<TimingProperty>().GlobalTiming.Duration);
        var file = node.Properties.Single<FileArtifactProperty>();
        Assert.Equal(("transcript.md", "Transcript"), (file.FileInfo.Name, file.DisplayName));
    }

    [Theory]
    [InlineData(nameof(FailureKind.NotTested))]
    [InlineData(nameof(FailureKind.OutOfTime))]
    public void Without_a_stack_no_type_of_an_exception_stands_before_the_first_words(string failure)
    {
        var state = Finished(Result(Outcome.Failed, Enum.Parse<FailureKind>(failure))).Properties.Single<TestNodeStateProperty>();

        var exception = (state as ErrorTestNodeStateProperty)?.Exception ?? ((TimeoutTestNodeStateProperty)state).Exception!;
        Assert.Equal(
            ("4 of 5 passed.\n   at S.Booking.Book.Fast in /project/cekura.json:line 14", null),
            (exception.Message, exception.StackTrace)
        );
    }

    [Fact]
    public void A_skipped_test_says_why() =>
        Assert.Equal(
            "4 of 5 passed.",
            Finished(Result(Outcome.Skipped, FailureKind.None)).Properties.Single<SkippedTestNodeStateProperty>().Explanation
        );

    [Fact]
    public void A_TRX_file_gets_message_place_output_and_categories_and_only_a_TRX_file()
    {
        var node = new NodeMapper(Assembly, hasTrx: true).Finished(Cases.Of(), Result(Outcome.Failed, FailureKind.Judged));

        var failure = node.Properties.Single<TrxExceptionProperty>();
        Assert.Equal(
            ("4 of 5 passed.", "   at S.Booking.Book.Fast in /project/cekura.json:line 14"),
            (failure.Message, failure.StackTrace)
        );
        Assert.Equal("S.Booking.Book", node.Properties.Single<TrxFullyQualifiedTypeNameProperty>().FullyQualifiedTypeName);
        Assert.Equal(["smoke"], node.Properties.Single<TrxCategoriesProperty>().Categories);
        Assert.Equal(
            ["What was said.", "warning: Run is not attached."],
            node.Properties.Single<TrxMessagesProperty>().Messages.Select(message => message.Message)
        );
        Assert.DoesNotContain(Finished(Result(Outcome.Failed, FailureKind.Judged)).Properties.AsEnumerable(), property =>
            property.GetType().Name.StartsWith("Trx", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("A.B.C.D", "A.B", "C", "D")]
    [InlineData("A.B", "", "A", "B")]
    [InlineData("A", "", "A", "A")]
    public void A_name_is_taken_apart_as_VSTest_does(string name, string space, string type, string method)
    {
        var levels = NodeName.Of(name);

        Assert.Equal((space, type, method), (levels.Namespace, levels.Type, levels.Method));
    }

    private static TestNode Finished(CaseResult result) => new NodeMapper(Assembly, hasTrx: false).Finished(Cases.Of(), result);

    private static CaseResult Result(Outcome outcome, FailureKind failure) =>
        new()
        {
            Outcome = outcome,
            Failure = failure,
            Message = "4 of 5 passed.",
            StackTrace = "   at S.Booking.Book.Fast in /project/cekura.json:line 14",
            Start = Noon,
            End = Noon.AddSeconds(13),
            StandardOutput = "What was said.",
            Files = [new CaseFile("/results/transcript.md", "Transcript")],
            Missing = ["warning: Run is not attached."],
        };
}
