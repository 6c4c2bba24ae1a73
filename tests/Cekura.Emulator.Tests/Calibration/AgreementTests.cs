using Cekura.Emulator.Calibration;

namespace Cekura.Emulator.Tests.Calibration;

/// <summary>Statistics beside values that are published.</summary>
public sealed class AgreementTests
{
    /// <summary>
    /// The table of Cohen, A coefficient of agreement for nominal scales (1960), in hundredths: agreement 0.70, by chance 0.41, kappa 0.49.
    /// Then those of the article on Cohen's kappa in Wikipedia: 0.40, 0.13 and 0.26.
    /// </summary>
    public static TheoryData<int[][], double, double> Published =>
        new()
        {
            {
                [
                    [44, 7, 9],
                    [5, 20, 5],
                    [1, 3, 6],
                ],
                0.70,
                0.4915
            },
            {
                [
                    [20, 5],
                    [10, 15],
                ],
                0.70,
                0.4
            },
            {
                [
                    [45, 15],
                    [25, 15],
                ],
                0.60,
                0.1304
            },
            {
                [
                    [25, 35],
                    [5, 35],
                ],
                0.60,
                0.2593
            },
        };

    [Theory]
    [MemberData(nameof(Published))]
    public void Kappa_is_as_published(int[][] table, double observed, double kappa)
    {
        var agreement = Agreement.Of(Pairs(table));

        Assert.Equal(table.Sum(row => row.Sum()), agreement.Count);
        Assert.Equal(observed, agreement.Observed!.Value, precision: 4);
        Assert.Equal(kappa, agreement.Kappa!.Value, precision: 4);
    }

    [Fact]
    public void Kappa_is_not_defined_where_nothing_could_have_differed()
    {
        Assert.Equal((0, null, null), Values(Agreement.Of([])));
        Assert.Equal(
            (7, 1.0, null),
            Values(
                Agreement.Of(
                    Pairs([
                        [7],
                    ])
                )
            )
        );
        Assert.Equal((2, 1.0, 1.0), Values(Agreement.Of([("a", "a"), ("b", "b")])));
        Assert.Equal((2, 0.0, -1.0), Values(Agreement.Of([("a", "b"), ("b", "a")])));
        Assert.Equal((3, 0.0, 0.0), Values(Agreement.Of([("a", "b"), ("a", "b"), ("a", "b")])));
    }

    [Fact]
    public void A_judge_agrees_with_itself_in_the_share_of_equal_pairs()
    {
        Assert.Null(
            Agreement.WithItself([
                ["met"],
                [],
                ["unmet"],
            ])
        );
        Assert.Equal(
            1.0,
            Agreement.WithItself([
                ["met", "met", "met"],
            ])
        );
        Assert.Equal(
            1.0 / 3,
            Agreement
                .WithItself([
                    ["met", "unmet", "met"],
                ])!
                .Value,
            precision: 6
        );
        Assert.Equal(
            0.5,
            Agreement
                .WithItself([
                    ["met", "unmet", "met"],
                    ["met", "met"],
                    ["met", "met"],
                    ["met", "unmet"],
                ])!
                .Value,
            precision: 6
        );
    }

    [Fact]
    public void The_base_rate_is_a_share()
    {
        Assert.Null(Agreement.BaseRate([], _ => true));
        Assert.Equal(0.75, Agreement.BaseRate(["met", "met", "unmet", "met"], answer => answer == "met"));
    }

    private static (int, double?, double?) Values(Agreement agreement) => (agreement.Count, agreement.Observed, agreement.Kappa);

    private static List<(string, string)> Pairs(int[][] table) =>
        [.. table.SelectMany((row, people) => row.SelectMany((count, model) => Enumerable.Repeat(($"{people}", $"{model}"), count)))];
}
