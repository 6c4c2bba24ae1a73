using System.Text;

namespace Cekura.Client.Tests;

/// <summary>What an answer says of the key is masked in every spelling, and stays JSON.</summary>
public sealed class SpelledKeyTests : ScriptedTests
{
    private const string Mark = "***";

    [Fact]
    public async Task An_answer_shows_the_key_in_no_spelling()
    {
        var random = new Random(20261130);
        for (var trial = 0; trial < 200; trial++)
        {
            var spelled = string.Concat(TestClient.Key.Select(character => Spelled(character, random)));
            Service.Answer(
                $$"""{"id": 1, "transcript": "\nits {{spelled}}\\n, no?", "metadata": {"{{spelled}}": "{\"k\": \"{{spelled}}\"}"}, "error_message": "{{spelled}}"}"""
            );

            var run = await Client.Runs.GetAsync(1);

            Assert.Equal((Mark, "\nits ***\\n, no?"), (run.ErrorMessage, run.Transcript));
            Assert.Equal("{\"k\": \"***\"}", run.Metadata!.Value.GetProperty(Mark).GetString());
        }
    }

    [Theory]
    [InlineData(@"\nck", "nck_0123456789abcdef", @"\nck_0123456789abcdef", false)]
    [InlineData(@"\\nck", "nck_0123456789abcdef", @"\\nck_0123456789abcdef", true)]
    [InlineData("100% &c", "ck_0123456789", "100% &ck_0123456789%", true)]
    [InlineData("%", "ck_0123456789", "%63k_0123456789", true)]
    [InlineData("%", "ck_0123456789", "%63k_012345678", false)]
    [InlineData("case", "ck_0123456789", "CK_0123456789", false)]
    [InlineData("none", "", "anything %63", false)]
    public void Escapes_are_taken_as_they_are_meant(string what, string key, string text, bool isThere)
    {
        Assert.NotEmpty(what);
        Assert.Equal(isThere, new SecretFinder(key).IsIn(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(
            isThere,
            Encoding
                .UTF8.GetString(new SecretFinder(key).Replace(Encoding.UTF8.GetBytes(text), "***"u8).Span)
                .Contains(Mark, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("""k<>"'/_=+z""", true)]
    [InlineData("k&lt;&gt;&quot;&apos;&sol;&lowbar;&equals;&plus;z", true)]
    [InlineData("k&#60;&#62;&#34;&#39;&#47;&#95;&#61;&#43;&#122;", true)]
    [InlineData("&#x6B;&#X3c;&#x3E;&#x22;&#x27;&#x2F;&#x5f;&#x3D;&#x2b;&#x7A;", true)]
    [InlineData("&#x000006b;<>&quot;'/_=+z", true)]
    [InlineData("&#x0000006b;<>&quot;'/_=+z", false)]
    [InlineData("&amp;lt;k&amp;amp;lt;>&quot;'/_=+z", true)]
    [InlineData("k&lt>&quot;'/_=+z", false)]
    [InlineData("k&ltt;>&quot;'/_=+z", false)]
    [InlineData("k&;>&quot;'/_=+z", false)]
    [InlineData("k&#;>&quot;'/_=+z", false)]
    [InlineData("k&#x;>&quot;'/_=+z", false)]
    [InlineData("k&#60 ;>&quot;'/_=+z", false)]
    [InlineData("%6B%3c%3E%22%27%2F%5f%3D%2B%7a", true)]
    [InlineData("%256B%25253c%3E%22%27%2F%5f%3D%2B%7a", true)]
    [InlineData("%6B%3%3E%22%27%2F%5f%3D%2B%7a", false)]
    [InlineData("%6B%3g%3E%22%27%2F%5f%3D%2B%7a", false)]
    [InlineData("""\u006b\u003C\u003e\"\'\/\x5f\x3D+z""", true)]
    [InlineData("""\\u006B<>\\"\\'\\/_=+\\x7A""", true)]
    [InlineData("""\u06b<>\"'/_=+z""", false)]
    [InlineData("""\x6<>\"'/_=+z""", false)]
    [InlineData("""k\<>\"'/_=+z""", false)]
    [InlineData("""\u0025 6b k<>\u0022'/_=+\u0026#122;""", true)]
    [InlineData("""k<>"'/_=+""", false)]
    [InlineData("""K<>"'/_=+z""", false)]
    [InlineData("""kk<>"'/_=+zz""", true)]
    public void Every_sign_is_found_in_every_spelling_and_nothing_else_is(string text, bool isThere)
    {
        const string Key = """k<>"'/_=+z""";
        var masked = Encoding.UTF8.GetString(new SecretFinder(Key).Replace(Encoding.UTF8.GetBytes($"({text}) {text}|{Key}"), "***"u8).Span);

        Assert.Equal(isThere, new SecretFinder(Key).IsIn(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(isThere ? 3 : 1, masked.Split(Mark).Length - 1);
        Assert.Equal(!isThere, masked.StartsWith($"({text}) {text}|", StringComparison.Ordinal));
        Assert.EndsWith("|***", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_the_key_comes_back_itself()
    {
        var text = Encoding.UTF8.GetBytes("""{"a": "%41 \u0041 &amp; ck_012345678"}""");

        Assert.True(new SecretFinder("ck_0123456789").Replace(text, "***"u8).Equals(text));
        Assert.Equal("100% of \\ & ck", new SecretFinder("ck_0123456789").Replace("100% of \\ & ck", Mark));
        Assert.Equal("anything", new SecretFinder("").Replace("anything", Mark));
        Assert.Equal("*** and ***", new SecretFinder("ck_0123456789").Replace("ck_0123456789 and &#99;k_0123456789", Mark));
    }

    [Fact]
    public void In_a_text_that_is_no_JSON_a_backslash_is_nothing_but_that() =>
        Assert.Equal(@"C:\*** and ***", new SecretFinder("nck_0123456789").Replace(@"C:\nck_0123456789 and %6eck_0123456789", Mark));

    [Fact]
    public void Whatever_is_cut_off_in_the_middle_of_an_escape_is_no_trouble()
    {
        const string Text = "{\"a\":\"\\u0063k%63&#x63;&amp;#99;\\\\x5f%2563\\/\\\"\"}";
        for (var length = 0; length <= Text.Length; length++)
        {
            Assert.False(new SecretFinder("ck_live_0123456789").IsIn(Encoding.UTF8.GetBytes(Text[..length])));
        }
    }

    private static string Spelled(char character, Random random) =>
        random.Next(10) switch
        {
            0 => $"\\u{(int)character:x4}",
            1 => $"\\u{(int)character:X4}",
            2 => $"\\\\u{(int)character:X4}",
            3 => $"%{(int)character:X2}",
            4 => $"%25{(int)character:x2}",
            5 => $"&#x{(int)character:x};",
            6 => $"&amp;#{(int)character};",
            7 => $"\\u0026#{(int)character};",
            8 => $"\\u0025{(int)character:X2}",
            _ => character.ToString(),
        };
}
