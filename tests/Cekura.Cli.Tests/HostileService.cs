using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Cli.Tests;

/// <summary>
/// A service that answers everything, and says in every text what steers terminals and build servers, and the caller's key.
/// </summary>
public sealed class HostileService : IAsyncDisposable
{
    /// <summary>What it is asked with.</summary>
    public const string Key = "ck-hostile/0123456789";

    private const string Attack =
        "::add-mask::canary \u001b[2J\u001b]0;t\u0007 \u009b31m \u007f \u202e\u2066 \u2028 \u0000 \r\n::error::forged\n::stop-commands::x\n  ::add-mask::y\n"
        + "##vso[task.complete result=Succeeded] ##teamcity[testFailed name='x'] ##[error]forged "
        + Key
        + " ck%2Dhostile%2F0123456789";

    private readonly WebApplication _server;

    private HostileService(WebApplication server) => _server = server;

    /// <summary>Whether it refuses everything, with the same words.</summary>
    public bool Refuses { get; set; }

    public Dictionary<string, string?> Environment => new() { ["CEKURA_API_URL"] = _server.Urls.First(), ["CEKURA_API_KEY"] = Key };

    public static async Task<HostileService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new HostileService(builder.Build());
        service._server.Run(service.AnswerAsync);
        await service._server.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var steps = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        context.Response.StatusCode = Refuses ? 400 : 200;
        context.Response.ContentType = "application/json";
        JsonNode answer = Refuses
            ? new JsonObject
            {
                ["detail"] = Attack,
                ["scenarios"] = new JsonArray(Attack),
                [Attack] = new JsonArray(Attack),
            }
            : steps switch
            {
                ["runs", "bulk"] => new JsonArray(Thing(5544)),
                [_] when context.Request.Method == "GET" => new JsonObject
                {
                    ["count"] = 1,
                    ["next"] = null,
                    ["results"] = new JsonArray(Thing(5544)),
                },
                [_, var id, ..] when long.TryParse(id, out var known) => Thing(known),
                _ => Thing(987),
            };

        // As a service writes it that escapes what it must, and a key as it likes.
        await context.Response.WriteAsync(
            answer.ToJsonString().Replace("ck-hostile/0123456789", @"\u0063k-hostile\/0123456789", StringComparison.Ordinal)
        );
    }

    /// <summary>Everything at once: whatever is asked for finds its fields.</summary>
    private static JsonObject Thing(long id) =>
        new()
        {
            ["id"] = id,
            ["result_id"] = 987,
            ["name"] = Attack,
            ["agent_name"] = Attack,
            ["status"] = "completed",
            ["success"] = false,
            ["evaluation_status"] = "failure",
            ["scenario"] = 101,
            ["scenario_name"] = Attack,
            ["personality"] = 3,
            ["personality_name"] = Attack,
            ["agent"] = 123,
            ["run_type"] = Attack,
            ["error_message"] = Attack,
            ["feedback"] = Attack,
            ["language"] = Attack,
            ["slug"] = Attack,
            ["eval_type"] = Attack,
            ["folder_path"] = Attack,
            ["tags"] = new JsonArray(Attack),
            ["description"] = Attack,
            ["call_ended_reason"] = Attack,
            ["expected_outcome_prompt"] = Attack,
            ["expected_outcome"] = new JsonObject
            {
                ["score"] = 0,
                ["explanation"] = new JsonArray($"❌ {Attack}"),
                ["outcome_alignments"] = new JsonArray(
                    new JsonObject
                    {
                        ["outcome"] = Attack,
                        ["prompt_part"] = Attack,
                        ["aligned"] = "no",
                    }
                ),
            },
            ["evaluation"] = new JsonObject
            {
                ["metrics"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = 55,
                        ["name"] = Attack,
                        ["type"] = "binary",
                        ["score"] = 0,
                        ["explanation"] = new JsonArray(Attack),
                        ["extra"] = new JsonObject { [Attack] = Attack },
                    },
                    new JsonObject
                    {
                        ["id"] = 56,
                        ["name"] = "Mood",
                        ["type"] = "enum",
                        ["enum"] = Attack,
                    },
                    new JsonObject
                    {
                        ["id"] = 57,
                        ["name"] = "Unknown",
                        ["type"] = "numeric",
                        ["score"] = Attack,
                    }
                ),
            },
            ["critical_categories"] = new JsonArray(
                new JsonObject
                {
                    ["category_id"] = 42,
                    ["category"] = Attack,
                    ["priority"] = Attack,
                }
            ),
            ["transcript"] = Attack,
            ["transcript_object"] = new JsonArray(
                new JsonObject
                {
                    ["role"] = Attack,
                    ["content"] = Attack,
                    ["start_time"] = 1,
                },
                new JsonObject
                {
                    ["role"] = "Function Call",
                    ["data"] = new JsonObject
                    {
                        ["id"] = "c",
                        ["name"] = Attack,
                        ["arguments"] = Attack,
                    },
                }
            ),
            ["metadata"] = new JsonObject { ["ended_reason"] = Attack, [Attack] = Attack },
            ["duration"] = "00:13",
            ["listen_url"] = Attack,
            ["shareable_link"] = "https://share.example.com/##vso[x]\u202e?t=1",
            ["progress_id"] = Attack,
            ["improved_prompt"] = Attack,
            ["summary_of_changes"] = Attack,
            ["issues"] = new JsonArray(
                new JsonObject
                {
                    ["rank"] = 1,
                    ["run_ids"] = new JsonArray(5544),
                    ["description"] = Attack,
                    ["title"] = Attack,
                    ["affected_count"] = 1,
                }
            ),
            ["valid"] = true,
            ["plan"] = new JsonObject
            {
                ["scenario_count"] = 1,
                ["total_runs"] = 1,
                ["estimated_cost"] = 0.5,
                ["scenarios"] = new JsonArray(),
            },
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 5544,
                    ["result_id"] = 987,
                    ["status"] = "completed",
                    ["success"] = false,
                    ["scenario"] = 101,
                    ["scenario_name"] = Attack,
                    ["personality_name"] = Attack,
                    ["duration"] = "00:13",
                }
            ),
            ["total_runs_count"] = 1,
        };
}
