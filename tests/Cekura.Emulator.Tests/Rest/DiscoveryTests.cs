using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("scenarios/", "101 102 103 201")]
    [InlineData("scenarios/?agent_id=13", "201")]
    [InlineData("scenarios/?project_id=1", "")]
    [InlineData("scenarios/?tags=booking,other", "101")]
    [InlineData("scenarios/?tags=booking,smoke&tag_filter_type=and", "101")]
    [InlineData("scenarios/?tags=smoke&tag_filter_type=not", "103 201")]
    [InlineData("scenarios/?folder_path=Booking", "101 102")]
    [InlineData("scenarios/?folder_path=", "103 201")]
    [InlineData("aiagents/?q=front", "12")]
    [InlineData("aiagents/?q=13", "13")]
    public async Task Filters_envelopes(string path, string ids)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        Assert.Equal(ids, string.Join(' ', (await bench.GetAsync(path))["results"]!.AsArray().Select(item => item!["id"]!.ToString())));
    }

    [Theory]
    [InlineData("personalities/", "3 7 9")]
    [InlineData("personalities/?language=de", "")]
    [InlineData("test-profiles/?agent_id=13", "21")]
    [InlineData("test-profiles/?project_id=742", "20 21")]
    [InlineData("metrics/", "48 55")]
    [InlineData("metrics/?agent_id=13", "")]
    [InlineData("metrics/?agent_id=13&project_id=742", "48 55")]
    [InlineData("metrics/?slug=says_hello", "55")]
    public async Task Filters_arrays(string path, string ids)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        Assert.Equal(ids, string.Join(' ', (await bench.GetAsync(path)).AsArray().Select(item => item!["id"]!.ToString())));
    }

    [Fact]
    public async Task Lists_folders_and_tags()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        var folders = (await bench.GetAsync("scenarios/folders/?project_id=742"))["results"]!.AsArray();
        Assert.Equal(["Booking Booking", "Happy Booking.Happy"], folders.Select(folder => $"{folder!["name"]} {folder["path"]}"));
        Assert.Single((await bench.GetAsync("scenarios/folders/?project_id=742&parent_path=Booking"))["results"]!.AsArray());
        Assert.Equal("""["booking","smoke"]""", (await bench.GetAsync("scenarios/tags/")).ToJsonString());
    }

    [Fact]
    public async Task Shows_a_script_as_JSON_text_and_hides_what_is_ours()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        var scenario = (await bench.GetAsync("scenarios/101/")).AsObject();

        Assert.StartsWith("""{"role":"A patient",""", scenario["instructions"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("The agent greets", scenario["expected_outcome_prompt"]!.ToString());
        Assert.Equal("120", scenario["max_duration"]!.ToString());
        Assert.DoesNotContain("outcomes", scenario);
        Assert.DoesNotContain("conditional_actions", scenario);
        Assert.DoesNotContain("style", (await bench.GetAsync("personalities/7/")).AsObject());
        Assert.DoesNotContain("rule", (await bench.GetAsync("metrics/55/")).AsObject());
        Assert.DoesNotContain("launch", (await bench.GetAsync("aiagents/12/")).AsObject());
    }
}
