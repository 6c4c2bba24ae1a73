using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Tests.Text;

public sealed class JsonPathTests
{
    private static readonly JsonNode Answer = JsonNode.Parse(
        """{ "reply": "Hi", "a": { "b c": [ { "t": 1 }, { "t": 2 }, 3 ] }, "none": null }"""
    )!;

    [Theory]
    [InlineData("$.reply", "\"Hi\"")]
    [InlineData("$[\"a\"]['b c'][1].t", "2")]
    [InlineData("$.a[\"b c\"][*].t", "1 2")]
    [InlineData("$.a[\"b c\"][9].t", "")]
    [InlineData("$.reply.deeper", "")]
    [InlineData("$.none", "")]
    [InlineData("$.missing", "")]
    [InlineData("$.a[0]", "")]
    public void Finds_what_stands_there(string path, string expected) =>
        Assert.Equal(expected, string.Join(' ', JsonPath.Parse(path)!.In(Answer).Select(node => node.ToJsonString())));

    [Fact]
    public void The_root_is_the_whole() => Assert.Same(Answer, Assert.Single(JsonPath.Parse("$")!.In(Answer)));

    [Theory]
    [InlineData("")]
    [InlineData("reply")]
    [InlineData("$reply")]
    [InlineData("$.")]
    [InlineData("$.a..b")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a[x]")]
    [InlineData("$.a[9999999999]")]
    public void Other_texts_are_no_paths(string text) => Assert.Null(JsonPath.Parse(text));
}
