using Cekura.Runs.Starts;

namespace Cekura.Runs.Tests.Starts;

public sealed class ResultNameTests
{
    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    [InlineData(5000, 200)]
    public void A_long_suite_is_cut_so_that_the_service_takes_the_label_whole(int length, int kept)
    {
        var label = new ResultName(new string('s', length), TimeProvider.System, new Random(1)).Next();

        Assert.StartsWith(new string('s', kept) + " 2", label, StringComparison.Ordinal);
        Assert.InRange(label.Length, kept + 1, 255);
    }

    [Fact]
    public void A_cut_takes_no_half_of_a_letter()
    {
        var label = new ResultName(new string('s', 199) + "😀", TimeProvider.System, new Random(1)).Next();

        Assert.StartsWith(new string('s', 199) + " 2", label, StringComparison.Ordinal);
    }
}
