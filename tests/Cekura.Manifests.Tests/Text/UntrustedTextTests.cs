using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Text;

public class UntrustedTextTests
{
    [Theory]
    [InlineData("plain, with ümläuts, 日本語 and 👍", "plain, with ümläuts, 日本語 and 👍")]
    [InlineData("  one\r\n\ttwo\u2028three\n\n", "one two three")]
    [InlineData("\u001b[31mred\u0007", "␛[31mred␇")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    [InlineData("a\u202Eb\u2066c", "a\uFFFDb\uFFFDc")]
    [InlineData("\uFFFE\uFFFF", "\uFFFD\uFFFD")]
    [InlineData("say ##vso[task.setvariable]x", "say # #vso[task.setvariable]x")]
    [InlineData("##[error]x", "# #[error]x")]
    [InlineData("###vso[x]", "## #vso[x]")]
    [InlineData("##teamcity[x]", "# #teamcity[x]")]
    [InlineData("## A heading", "## A heading")]
    [InlineData("::error::x", ": :error::x")]
    [InlineData("  ::stop-commands::x", ": :stop-commands::x")]
    [InlineData("std::vector", "std::vector")]
    [InlineData(null, "")]
    [InlineData(" \n ", "")]
    public void A_line_keeps_its_words_and_loses_its_powers(string? text, string line) => Assert.Equal(line, UntrustedText.Line(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \uFFFD", UntrustedText.Line("half \ud83d"));

    [Fact]
    public void Lines_keep_their_order_and_indentation() =>
        Assert.Equal(["one", "  two", "", ": :three"], UntrustedText.Lines("one\r\n  two\r\n\r\n::three\n\n"));

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123👍56", 5, "123…")]
    [InlineData("123 56", 5, "123…")]
    public void A_long_text_is_cut_between_characters(string text, int limit, string cut) =>
        Assert.Equal(cut, UntrustedText.Clip(text, limit));

    [Fact]
    public void Cutting_cannot_bring_a_command_into_being()
    {
        var line = UntrustedText.Line(string.Concat(Enumerable.Repeat("##", 200)) + "vso[x]", 300);
        Assert.DoesNotContain("##vso[", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "https://a.example/r.wav?X-Amz-Credential=AKIA%2Fs3&X-Amz-Signature=0f1e.",
        "https://a.example/r.wav?X-Amz-Credential=[redacted]&X-Amz-Signature=[redacted]"
    )]
    [InlineData("See https://b.example/r?sv=1&sig=a%3D, then go.", "See https://b.example/r?sv=1&sig=[redacted] then go.")]
    [InlineData("https://c.example/r?Signature=x&Key-Pair-Id=K", "https://c.example/r?Signature=[redacted]&Key-Pair-Id=K")]
    [InlineData("shared: https://d.example/share?token=0c1f", "shared: https://d.example/share?token=0c1f")]
    [InlineData("design=x", "design=x")]
    public void Signatures_of_addresses_are_taken_out(string text, string shown)
    {
        Assert.Equal(shown, UntrustedText.Line(text));
        Assert.Equal([shown], UntrustedText.Lines(text));
    }
}
