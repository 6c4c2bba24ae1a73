using System.Text;
using System.Text.Json;

namespace Cekura.Client.Tests.Reading;

public sealed class EntryCutTests
{
    [Theory]
    [InlineData("""[{"id":1},{"id":2}]""", """null""", """{"id":1}|{"id":2}""")]
    [InlineData(
        """{"count":2,"runs":[{"id":1}, 5, "x", [1,[2]]],"next":null}""",
        """{"count":2,"runs":null,"next":null}""",
        """{"id":1}|5|"x"|[1,[2]]"""
    )]
    [InlineData("""{"runs":{"1":{"id":1},"2":{"runs":[{}]}},"id":9}""", """{"runs":null,"id":9}""", """{"id":1}|{"runs":[{}]}""")]
    [InlineData("""{ "r\u0075ns" : [ { "id" : 1 } ] }""", """{ "r\u0075ns" : null }""", """{ "id" : 1 }""")]
    [InlineData("""{"other":{"runs":[1]},"runs":[]}""", """{"other":{"runs":[1]},"runs":null}""", "")]
    public void An_answer_is_cut_into_its_entries_and_the_rest(string json, string head, string entries)
    {
        var cut = Cut(json);

        Assert.Equal(head, Text(cut.Head));
        Assert.Equal(entries, string.Join('|', cut.Entries!.Select(Text)));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("""{"runs":null}""")]
    [InlineData("""{"runs":"many","id":9}""")]
    public void An_answer_without_a_list_stays_as_it_is(string json)
    {
        var cut = Cut(json);

        Assert.Null(cut.Entries);
        Assert.Equal(json, Text(cut.Head));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""[{"id":1}""")]
    [InlineData("""[{"id":1}] x""")]
    [InlineData("""{"runs":[{"id":]}""")]
    [InlineData("""{"runs":[]}{}""")]
    public void What_is_no_json_is_said(string json) => Assert.ThrowsAny<JsonException>(() => Cut(json));

    private static EntryCut Cut(string json) =>
        EntryCut.Of(Encoding.UTF8.GetBytes(json), "runs", new JsonDocumentOptions { MaxDepth = 512 });

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
