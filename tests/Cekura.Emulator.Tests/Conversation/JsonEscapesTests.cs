using System.Text;
using Cekura.Agents.Text;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class JsonEscapesTests
{
    [Theory]
    [InlineData("""{"content":"Hi \ud83d"}""", """{"content":"Hi \ufffd"}""", @"\ud83d")]
    [InlineData("""{"a":"\uDE00\ud83d\ude00\uD83D"}""", """{"a":"\ufffd\ud83d\ude00\ufffd"}""", @"\ude00")]
    [InlineData("""{"\ud83d\ud83d\ude00":1}""", """{"\ufffd\ud83d\ude00":1}""", @"\ud83d")]
    [InlineData("""{"a":"\\ud83d \\\ud83d"}""", """{"a":"\\ud83d \\\ufffd"}""", @"\ud83d")]
    [InlineData("""{"a":"\ud83d\ude00 \u0041 \n"}""", """{"a":"\ud83d\ude00 \u0041 \n"}""", null)]
    [InlineData("""{"a":"\ud8""", """{"a":"\ud8""", null)]
    [InlineData("\\", "\\", null)]
    public void Half_of_a_pair_is_replaced(string json, string mended, string? lost)
    {
        Assert.Equal(mended, Encoding.UTF8.GetString(JsonEscapes.WithoutHalfPairs(Encoding.UTF8.GetBytes(json), out var first)));
        Assert.Equal(lost, first);
    }
}
