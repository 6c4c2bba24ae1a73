using System.Text.Json.Nodes;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

public sealed class ActionTextTests
{
    [Theory]
    [InlineData("No  tags,  all as it is. ", "No  tags,  all as it is. ")]
    [InlineData("My code is <spell>AB 7</spell> today", "My code is A-B-7 today")]
    [InlineData("<dtmf digits=\"(12) 34-#\" />", "[DTMF 1234#]")]
    [InlineData("<ivr text=\"Press 1 > continue\" />", "Press 1 > continue")]
    [InlineData("<voicemail />", "[beep]")]
    [InlineData("<voicemail text=\"Leave a message\" />", "Leave a message [beep]")]
    [InlineData("<ignore_interruptions>Let me finish.</ignore_interruptions>", "Let me finish.")]
    [InlineData("<interruption time=\"3s\" />Wait!", "Wait!")]
    [InlineData("<speed ratio=\"1.2\" /> <volume ratio=\"1.5\" /> Quickly", "Quickly")]
    [InlineData("<voice provider=\"cartesia\" id=\"7\">Another voice</voice> and mine", "Another voice and mine")]
    [InlineData("<voice provider=\"cartesia\" id=\"7\" text=\"Another voice\" /> and mine", "Another voice and mine")]
    [InlineData("<background_noise sound=\"rain\" volume=\"0.3\">Can you hear me?</background_noise>", "Can you hear me?")]
    [InlineData("Before <noise sound=\"beep\" /> after", "Before after")]
    [InlineData("Before <network_simulation packet_loss=\"5\" />after", "Before after")]
    [InlineData("Listen: <audio id=\"12\" />", "Listen:")]
    [InlineData("Hi <client_message t=\"x\" d='{\"a\": \"<b>\"}' /> there", "Hi there")]
    [InlineData("Hi <function name=\"book\" /> there", "Hi there")]
    [InlineData("<background_noise sound=\"rain\"><spell>ab</spell> is it</background_noise>", "a-b is it")]
    [InlineData("Is 1 < 2 and <b>bold</b>?", "Is 1 < 2 and <b>bold</b>?")]
    [InlineData("{{function.find.id}} {{other}}", "{{function.find.id}} {{other}}")]
    public void Writes_what_a_tag_means_in_text(string action, string said)
    {
        var utterance = ActionText.Render(action, profile: null);

        Assert.Equal(said, utterance.Text);
        Assert.False(utterance.EndsCall);
    }

    [Theory]
    [InlineData("Bye <endcall />", "Bye")]
    [InlineData("Bye <endcall/> and more", "Bye")]
    [InlineData("<endcall />", "")]
    [InlineData("Bye.<ENDCALL></endcall>", "Bye.")]
    public void Endcall_hangs_up_with_the_text_before_it(string action, string said)
    {
        var utterance = ActionText.Render(action, profile: null);

        Assert.Equal(said, utterance.Text);
        Assert.True(utterance.EndsCall);
    }

    [Fact]
    public void Pauses_add_up()
    {
        var utterance = ActionText.Render("<silence time=\"2s\" />Hm<silence time=\"500ms\" /><hold time=\"1.5s\" />", profile: null);

        Assert.Equal("Hm", utterance.Text);
        Assert.Equal(TimeSpan.FromSeconds(2.5), utterance.Silence);
        Assert.Equal(TimeSpan.FromSeconds(1.5), utterance.Hold);
    }

    [Fact]
    public void Short_messages_are_noted()
    {
        var utterance = ActionText.Render("Sent. <send_sms text=\"Code {{test_profile.code}}\" />", new JsonObject { ["code"] = 42 });

        Assert.Equal("Sent.", utterance.Text);
        Assert.Equal(["Code 42"], utterance.Sms);
    }

    [Fact]
    public void A_tag_in_a_profile_stays_text() =>
        Assert.Equal(
            "I am <endcall />!",
            ActionText.Render("I am {{test_profile.name}}!", new JsonObject { ["name"] = "<endcall />" }).Text
        );

    [Fact]
    public void Placeholders_of_tags_are_filled() =>
        Assert.Equal(
            "[DTMF 5551234]",
            ActionText.Render("<dtmf digits=\"{{test_profile['a phone']}}\" />", new JsonObject { ["a phone"] = "555-1234" }).Text
        );
}
