using System.Text.Json;
using Cekura.Client;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Tests.Conversations;

public class RunDocumentTests
{
    private const string ApiKey = "ck_live_canary_0123456789";

    [Fact]
    public void Everything_that_the_service_sent_is_kept_in_its_order()
    {
        const string Sent = """{"id":5544,"z":1.50,"a":[true,null,{"new_field":"ü 日本 'x' <b>"}],"prompt_tokens":12,"duration":"00:13"}""";
        Assert.Equal(
            """
            {
              "id": 5544,
              "z": 1.50,
              "a": [
                true,
                null,
                {
                  "new_field": "ü 日本 'x' <b>"
                }
              ],
              "prompt_tokens": 12,
              "duration": "00:13"
            }

            """,
            Write(Sent)
        );
    }

    [Fact]
    public void Signatures_in_names_are_taken_out_like_those_in_values()
    {
        var written = Write(
            """{"files":{"https://bucket.s3.amazonaws.com/a.wav?X-Amz-Signature=abc123":1,"see https://x.example/b?sig=def456 there":2}}"""
        );

        Assert.DoesNotContain("abc123", written, StringComparison.Ordinal);
        Assert.DoesNotContain("def456", written, StringComparison.Ordinal);
        Assert.Contains("https://bucket.s3.amazonaws.com/a.wav", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_a_trace_are_kept_and_their_secrets_taken_out()
    {
        using var trace = JsonDocument.Parse(
            $$"""
            { "attributes": [
              { "key": "http.request.header.authorization", "value": { "stringValue": "Bearer canary" } },
              { "key": "api_key", "value": { "arrayValue": { "values": [ { "stringValue": "canary" } ] } } },
              { "key": "gen_ai.usage.input_tokens", "value": { "intValue": "100" } },
              { "key": "gen_ai.tool.name", "value": { "stringValue": "book {{ApiKey}} \u202e" } } ] }
            """
        );
        using var document = new Cekura.Client.RentedBuffer();

        new RunDocument(ApiKey).Write(new RunTrace("ab", trace.RootElement), document);

        var text = System.Text.Encoding.UTF8.GetString(document.Written.Span);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains("\"intValue\": \"100\"", text, StringComparison.Ordinal);
        Assert.Contains("\"book [redacted] \\u202E\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("X-API-Key")]
    [InlineData("Authorization")]
    [InlineData("livekit_token")]
    [InlineData("clientSecret")]
    [InlineData("websocket_password")]
    [InlineData("listenUrl")]
    [InlineData("shareable_link")]
    public void Values_of_secret_fields_are_taken_out_at_any_depth(string name)
    {
        var text = Write($$$"""{"metadata":{"headers":[{"{{{name}}}":"canary"},{"{{{name}}}":{"value":"canary"}}]}}""");
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\": \"[redacted]\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://agent.example.com/calls/5544?X-Amz-Signature=canary&x=1", "https://agent.example.com/calls/5544")]
    [InlineData("wss://user:canary@agent.example.com:8443/chat#canary", "wss://agent.example.com:8443/chat")]
    [InlineData("https://agent.example.com/calls/5544", "https://agent.example.com/calls/5544")]
    [InlineData("What? https://example.com/?a=b", "What? https://example.com/?a=b")]
    [InlineData(
        "See https://storage.example.com/r?x=1&X-Amz-Signature=canary&y=2 and wss://l.example.com/5?token=canary.",
        "See https://storage.example.com/r?x=1&X-Amz-Signature=[redacted]&y=2 and wss://l.example.com/5?token=[redacted]"
    )]
    [InlineData("(https://blob.example.com/a?sv=1&sig=canary)", "(https://blob.example.com/a?sv=1&sig=[redacted])")]
    public void Addresses_lose_their_signatures_and_passwords(string sent, string shown)
    {
        using var document = JsonDocument.Parse(Write($$"""{"websocket_url":"{{sent}}"}"""));
        Assert.Equal(shown, document.RootElement.GetProperty("websocket_url").GetString());
    }

    [Theory]
    [InlineData("voice_recording_url", "\"https://storage.example.com/canary.wav\"")]
    [InlineData("voice_recording", "\"https:\\/\\/storage.example.com\\/canary.wav\"")]
    [InlineData("stereoRecordingUrl", "\"//storage.example.com/canary.wav\"")]
    [InlineData("recording", "{\"mono\":{\"url\":\"https://storage.example.com/canary.wav\"}}")]
    [InlineData("recordings", "[\"https\\u003a\\u002f\\u002fstorage.example.com/canary.wav\"]")]
    public void The_address_of_a_recording_is_never_written(string name, string sent)
    {
        var text = Write($$$"""{"provider_call_details":{"{{{name}}}":{{{sent}}}}}""");

        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\": \"[redacted]\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"recording_status\": \"ready\"")]
    [InlineData("\"recording_enabled\": true")]
    [InlineData("\"voice_recording_url\": null")]
    public void What_else_is_said_of_a_recording_stays(string field) =>
        Assert.Contains(field, Write($$"""{ {{field}} }"""), StringComparison.Ordinal);

    [Fact]
    public void The_key_itself_is_taken_out_wherever_it_stands()
    {
        var text = Write($$"""{"transcript":"my key is {{ApiKey}}, ok?","{{ApiKey}}":["{{ApiKey}}"]}""");
        Assert.DoesNotContain(ApiKey, text, StringComparison.Ordinal);
        Assert.Contains("my key is [redacted], ok?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"ck\u005flive_canary_0123456789")]
    [InlineData(@"\u0063\u006B\u005f\u006C\u0069\u0076\u0065_canary_0123456789")]
    [InlineData(@"ck_live_canary_012345678\u0039")]
    [InlineData(@"\\u0063k_live_canary_0123456789")]
    [InlineData(@"\\\\u0063k_live_canary_\\u00300123456789", "ck_live_canary_00123456789")]
    [InlineData("%63k%5Flive%5fcanary_0123456789")]
    [InlineData("ck%255Flive_canary_0123456789")]
    [InlineData("&#99;k_live_canary_0123456789")]
    [InlineData("ck&#x5F;live&lowbar;canary_0123456789")]
    [InlineData("&amp;#x63;k_live_canary_0123456789")]
    [InlineData(@"ck\\x5flive_canary_0123456789")]
    [InlineData(@"AB\/cd+ef\/0123456789==", "AB/cd+ef/0123456789==")]
    [InlineData(@"AB%2Fcd%2Bef\u002F0123456789=&#61;", "AB/cd+ef/0123456789==")]
    public void The_key_is_taken_out_however_it_is_spelled(string spelled, string key = ApiKey)
    {
        using var sent = JsonDocument.Parse(
            $$"""{"said":"it is {{spelled}}, ok? \n100% sure & \"fine\" ✅ \ud83d\ude00","{{spelled}}":["{{spelled}}{{spelled}}"]}"""
        );
        var text = new RunDocument(key).Write(new() { Id = 5544, Source = sent.RootElement.Clone() });

        using var shown = JsonDocument.Parse(text);
        Assert.Equal("it is [redacted], ok? \n100% sure & \"fine\" ✅ 😀", shown.RootElement.GetProperty("said").GetString());
        Assert.Equal("[redacted][redacted]", shown.RootElement.GetProperty("[redacted]")[0].GetString());
    }

    [Fact]
    public void What_an_agent_nests_without_end_is_cut_and_the_rest_is_kept()
    {
        var text = Write(
            $$$"""{"id":1,"metadata":{{{string.Concat(Enumerable.Repeat("{\"a\":[", 30))}}}1{{{string.Concat(Enumerable.Repeat("]}", 30))}}},"after":1}"""
        );
        Assert.DoesNotContain("too deeply", text, StringComparison.Ordinal);

        using var deep = JsonDocument.Parse(
            $$$"""{"id":1,"metadata":{{{string.Concat(Enumerable.Repeat("{\"a\":[", 2000))}}}1{{{string.Concat(Enumerable.Repeat("]}", 2000))}}},"after":1}""",
            new() { MaxDepth = 10_000 }
        );
        var cut = new RunDocument().Write(new() { Id = 1, Source = deep.RootElement.Clone() });
        using var shown = JsonDocument.Parse(cut, new() { MaxDepth = 256 });
        Assert.Equal(1, shown.RootElement.GetProperty("after").GetInt32());
        Assert.Contains("[nested too deeply to be shown]", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_that_reorder_text_are_written_as_escapes() =>
        Assert.Contains("\"a\\u202Eb\\u2069\"", Write("{\"t\":\"a\u202Eb\u2069\"}"), StringComparison.Ordinal);

    [Fact]
    public void Half_characters_do_not_break_the_document() =>
        Assert.Contains("\uFFFD", Write("""{"t":"\ud83d","\ud83d":1}"""), StringComparison.Ordinal);

    [Fact]
    public void A_run_that_only_the_start_knows_is_its_id_and_status() =>
        Assert.Equal(
            "{\n  \"id\": 5,\n  \"status\": \"pending\"\n}\n",
            new RunDocument().Write(new() { Id = 5, Status = RunStatus.Pending })
        );

    private static string Write(string sent)
    {
        using var document = JsonDocument.Parse(sent);
        return new RunDocument(ApiKey).Write(new() { Id = 5544, Source = document.RootElement.Clone() });
    }
}
