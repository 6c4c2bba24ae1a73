using System.Text.Json;
using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>How frames become one text.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("One moment.\nWhich day?", "One moment.", "Which day?")]
    [InlineData("He said \"yes.\"\nWhich day?", "He said \"yes.\"", "Which day?")]
    [InlineData("One moment please", "One moment", "please")]
    [InlineData("Found you, Maria. Which day?", "Found", " you", ",", " Mar", "ia", ".", " Which", " day", "?")]
    [InlineData("At 10.30 on Friday", "At ", "10", ".", "30 ", "on", " ", "Friday")]
    [InlineData("Which day?", "Which", "day", "?")]
    [InlineData("请问您的名字？", "请问", "您的", "名字", "？")]
    [InlineData("您好。\n请问", "您好。", "请问")]
    [InlineData("Hm", "Hm", " ")]
    public void Pieces_within_the_pause_are_one_text(string text, params string[] pieces) =>
        Assert.Equal(text, Join(pieces, isPartial: false).TrimEnd());

    [Theory]
    [InlineData("Hello.World", "Hello.", "World")]
    [InlineData("appointment", "appoint", "ment")]
    [InlineData("Which day?", "Which", " ", "day?")]
    public void Pieces_that_say_so_are_joined_as_they_are(string text, params string[] pieces) =>
        Assert.Equal(text, Join(pieces, isPartial: true));

    private static string Join(IEnumerable<string> pieces, bool isPartial)
    {
        var wording = new Wording();
        foreach (var piece in pieces)
        {
            wording.Add(AgentFrame.Parse(JsonSerializer.SerializeToUtf8Bytes(new { content = piece, partial = isPartial }), at: 0, out _)!);
        }

        return wording.ToString();
    }
}
