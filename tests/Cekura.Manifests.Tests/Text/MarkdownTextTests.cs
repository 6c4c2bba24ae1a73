using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Text;

public class MarkdownTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>")]
    [InlineData("[click](https://evil.example)", "\\[click\\](https\\://evil.example)")]
    [InlineData("![x](y) **b** `c` | d", "!\\[x\\](y) \\*\\*b\\*\\* \\`c\\` \\| d")]
    [InlineData("www.evil.example", "www\\.evil.example")]
    [InlineData("&lt;b&gt;", "\\&lt;b\\&gt;")]
    [InlineData("# no\n# headings", "\\# no \\# headings")]
    [InlineData("MAILTO:a@b.example, wss://x", "MAILTO\\:a@b.example, wss\\://x")]
    [InlineData("ended: at 10:30, WWW.x", "ended: at 10:30, WWW\\.x")]
    [InlineData("back\\slash", "back\\\\slash")]
    public void Inline_text_is_no_markup(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Inline(text));

    [Fact]
    public void No_line_of_a_block_can_close_it() =>
        Assert.Equal("`````text\nfine\n````\n# not a heading\n`````\n", MarkdownText.Block(["fine", "````", "# not a heading"]));
}
