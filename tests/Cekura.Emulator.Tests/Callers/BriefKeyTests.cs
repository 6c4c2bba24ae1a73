using Cekura.Emulator.Callers;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>A recorded answer of a caller is one to the same caller alone.</summary>
public sealed class BriefKeyTests
{
    private static readonly CallerBrief Plain = new()
    {
        Test = "Book",
        Instructions = "You want an appointment.",
        Opening = new("Hello"),
    };

    [Fact]
    public void All_that_the_model_is_told_of_the_caller_is_in_the_key()
    {
        CallerBrief[] briefs =
        [
            Plain,
            Plain with
            {
                Language = "en",
            },
            Plain with
            {
                Language = "de",
            },
            Plain with
            {
                EndCallEnabled = false,
            },
            Plain with
            {
                Persona = "You are curt.",
            },
            Plain with
            {
                Facts = ["name: Maria"],
            },
        ];

        Assert.Equal(briefs.Length, briefs.Select(CallerPrompt.Of).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(briefs.Length, briefs.Select(Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_is_as_usual_is_not_in_the_key() =>
        Assert.Equal("instructions|agent", string.Join('|', Parts(Plain).Select(part => part.Key)));

    [Fact]
    public async Task Words_that_a_model_puts_are_those_of_the_same_person()
    {
        CallerBrief[] briefs = [Plain, Plain with { Persona = "You are curt." }, Plain with { Facts = ["name: Maria"] }];
        var model = new ModelStub(ModelStub.Say("I am Maria."));

        foreach (var brief in briefs)
        {
            await new ScriptMind(brief, new(model)).SayAsync("Give your name.", "Who calls?", default);
        }

        Assert.Equal(
            briefs.Length,
            model.Requests.Select(request => string.Join('\n', request.Key.Parts)).Distinct(StringComparer.Ordinal).Count()
        );
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Parts(CallerBrief brief) =>
        brief.Key("caller turn 1", brief.Told, "Which time?", sample: 0).Parts;

    private static string Key(CallerBrief brief) => string.Join('\n', Parts(brief).Select(part => $"{part.Key}: {part.Value}"));
}
