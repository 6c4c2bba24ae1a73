using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Text;

public class LetterEscapesTests
{
    [Theory]
    [InlineData(@"book_slot({""day"":""\u65E5\u672c""})", "book_slot({\"day\":\"日本\"})")]
    [InlineData(@"caf\u00e9 \ud83d\ude00", "café 😀")]
    [InlineData("no escape", "no escape")]
    [InlineData(@"\u0022 \u003c \u000a \u0000", @"\u0022 \u003c \u000a \u0000")]
    [InlineData(@"\u202E \u2028 \u0085", @"\u202E \u2028 \u0085")]
    [InlineData(@"\\u65E5", @"\\u65E5")]
    [InlineData(@"\ud83d alone, \ude00 too", @"\ud83d alone, \ude00 too")]
    [InlineData(@"\u65E \u65G5 \u", @"\u65E \u65G5 \u")]
    public void Letters_are_read_and_what_steers_stays_an_escape(string text, string read) => Assert.Equal(read, LetterEscapes.Read(text));
}
