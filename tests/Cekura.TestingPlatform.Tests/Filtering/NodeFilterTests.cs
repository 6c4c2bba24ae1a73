using Cekura.TestingPlatform.Filtering;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Requests;

namespace Cekura.TestingPlatform.Tests.Filtering;

public sealed class NodeFilterTests
{
    [Fact]
    public void Without_a_filter_every_case_is_wanted()
    {
        Assert.True(Matches(new NopFilter(), null));
        Assert.True(Matches(null, null));
    }

    [Theory]
    [InlineData("TestCategory=smoke&Personality=Fast", true)]
    [InlineData("TestCategory=smoke&Personality!=Fast", false)]
    [InlineData("Booking", true)]
    public void The_command_line_s_filter_is_VSTest_s(string filter, bool isWanted) =>
        Assert.Equal(isWanted, Matches(new NopFilter(), filter));

    [Theory]
    [InlineData("S.Booking.Book.Fast", true)]
    [InlineData("S.Booking.Book.Slow", false)]
    public void A_uid_is_the_full_name(string uid, bool isWanted) => Assert.Equal(isWanted, Matches(Picked(uid), null));

    [Fact]
    public void A_list_of_no_uids_picks_nothing() => Assert.False(Matches(Picked(), null));

    [Theory]
    [InlineData("TestCategory=smoke", true)]
    [InlineData("TestCategory=nightly", false)]
    public void Both_kinds_have_to_leave_a_case(string typed, bool isWanted) =>
        Assert.Equal(isWanted, Matches(Picked("S.Booking.Book.Fast"), typed));

    [Fact]
    public void All_filters_of_several_have_to_leave_a_case()
    {
        Assert.True(Matches(Both(Picked("S.Booking.Book.Fast"), new NopFilter()), null));
        Assert.False(Matches(Both(Picked("S.Booking.Book.Fast"), Picked("S.Booking.Book.Slow")), null));

        static CompositeTestExecutionFilter Both(params ITestExecutionFilter[] filters) => new(TestExecutionFilterOperator.And, filters);
    }

    [Fact]
    public void A_filter_that_is_not_known_is_refused_because_more_would_run_without_it() =>
        Assert.Contains(
            nameof(StrangeFilter),
            Assert.Throws<NotSupportedException>(() => Matches(new StrangeFilter(), null)).Message,
            StringComparison.Ordinal
        );

    private static bool Matches(ITestExecutionFilter? asked, string? typed) => new NodeFilter("Clinic", asked, typed).Matches(Cases.Of());

    private static TestNodeUidListFilter Picked(params string[] uids) => new([.. uids.Select(uid => new TestNodeUid(uid))]);

    private sealed class StrangeFilter : ITestExecutionFilter;
}
