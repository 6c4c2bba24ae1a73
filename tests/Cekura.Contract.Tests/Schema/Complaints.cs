namespace Cekura.Contract.Tests.Schema;

/// <summary>Asserts that nothing was found, and says everything that was: the usual assertion cuts it off.</summary>
internal static class Complaints
{
    public static void AssertNone(IEnumerable<string> found)
    {
        var lines = found.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
