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
            Service.Answer($$"""{"id": 1, "transcript": "\nits {{spelled}}\\n, no?", "metadata": {"{{spelled}}": "{\"k\": \"{{spelled}}\"}"}, "error_message": "{{spelled}}"}""");

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
        Assert.Equal(isThere, Encoding.UTF8.GetString(new SecretFinder(key).Replace(Encoding.UTF8.GetBytes(text), "***"u8).Span).Contains(Mark, StringComparison.Ordinal));
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

    private static string Spelled(char character, Random random) => random.Next(10) switch
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
