using System.Text.Json;

namespace Cekura.Client.Tests.Reading;

public sealed class FieldTableTests
{
    private static readonly FieldNames Names = new("id", "status", "state2");

    [Theory]
    [InlineData("""{ "status": "done", "other": 1, "id": 7 }""", "done")]
    [InlineData("""{ "st\u0061tus": "done" }""", "done")]
    [InlineData("""{ "status": "running", "status": "done" }""", "done")]
    [InlineData("""{ "status": "done", "status": null }""", null)]
    [InlineData("""{ "status": null }""", null)]
    [InlineData("""{ "id": 7 }""", null)]
    [InlineData("""{ "Status": "done", "statu": "done", "status_of_all_of_them": "done", "": "done" }""", null)]
    public void A_field_is_what_a_search_for_it_finds(string json, string? status)
    {
        var element = JsonElement.Parse(json);

        Assert.Equal(status, new FieldTable(element, Names)["status"].AsText());
        Assert.Equal(status, element.TextField("status"));
    }

    [Fact]
    public void Nobody_asks_for_a_field_that_is_not_among_the_names() =>
        Assert.Throws<KeyNotFoundException>(() => new FieldTable(JsonElement.Parse("{}"), Names)["states"]);

    [Fact]
    public void There_is_room_for_so_many()
    {
        _ = new FieldNames([.. Enumerable.Range(1, FieldTable.MaxFields).Select(number => $"field_{number}")]);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new FieldNames([.. Enumerable.Range(0, FieldTable.MaxFields + 1).Select(number => $"field_{number}")])
        );
    }
}
