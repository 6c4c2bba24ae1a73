using System.Text;

namespace Cekura.Client.Tests.Reading;

public sealed class LoneSurrogateTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\udc00 \ud83d\ude00 \uD83D"}""", """{"a":"\ufffd \ud83d\ude00 \ufffd"}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\ufffd\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\ud800 \n \u00e9 \"\ud8"}""", """{"a":"\\ud800 \n \u00e9 \"\ud8"}""")]
    [InlineData("""["\ud800\n","\\"]""", """["\ufffd\n","\\"]""")]
    [InlineData("\\", "\\")]
    [InlineData("""["\uD83D"]""", """["\ufffd"]""")]
    [InlineData("{}", "{}")]
    public void Halves_become_replacements_and_everything_else_stays(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(LoneSurrogates.Replace(Encoding.UTF8.GetBytes(json)).Span));
}
