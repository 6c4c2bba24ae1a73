using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Http;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// Canaries in everything that a run leaves: the key, which the service repeats wherever it can, and secrets in what it answers. All files
/// and streams are searched, those at the highest verbosity too.
/// </summary>
public sealed class SecretTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Key = "ck_live_canary_4f9d1c7a2b8e";

    // Secrets of the service's answers: signatures of addresses, tokens of links, headers.
    private static readonly string[] Secrets =
    [
        Key,
        "canary-signature",
        "canary-credential",
        "canary-token",
        "canary-bearer",
        "canary-listen",
    ];

    private const string Manifest = """
        { "name": "Secrets", "agent": 12, "scenarios": [
            { "id": 101, "name": "Echoes" },
            { "id": 102, "name": "Refused", "mode": "voice" },
            { "id": 103, "name": "Redirected", "mode": "sip" } ] }
        """;

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task Nothing_that_a_run_leaves_holds_a_secret()
    {
        await using var elsewhere = await FakeCekura.StartAsync();
        await using var service = await FakeCekura.StartAsync();
        var keysElsewhere = new ConcurrentQueue<string>();
        elsewhere.Instead = context =>
        {
            keysElsewhere.Enqueue($"{context.Request.Headers["X-CEKURA-API-KEY"]}");
            return Task.FromResult(false);
        };
        var seen = new ConcurrentQueue<string>();
        service.Shape = Echo;
        service.Instead = context => MisbehaveAsync(context, elsewhere.Address, seen);
        var project = feed.NewProject("Secret").WithManifest(Manifest).WithSettings($"<ApiUrl>{service.Address}</ApiUrl>");
        var environment = new Dictionary<string, string?>
        {
            ["CEKURA_API_KEY"] = Key,
            ["CEKURA_STATE_DIRECTORY"] = null,
            ["HOME"] = project.FolderPath,
            ["DOTNET_CLI_HOME"] = project.FolderPath,
            ["GITLAB_CI"] = "true",
        };

        // A build at this verbosity takes minutes, and holds nothing of a run.
        await project.RunAsync(["build"], environment);
        var run = await project.TestAsync(
            environment,
            "--no-build",
            "-bl:run.binlog",
            "-v:diag",
            "--diag",
            "diag/log.txt;tracelevel=verbose"
        );
        var plain = await project.TestAsync(environment, "--no-build", "--", "Cekura.ApiUrl=http://192.0.2.1:9");

        // The canaries were there to be leaked.
        Assert.Equal(["Failed", "Failed", "Failed"], run.Tests.Select(test => test.Outcome));
        Assert.Contains(
            "The agent read out: ***",
            run.Test("Echoes [Own personality]").Attachment("transcript.md"),
            StringComparison.Ordinal
        );
        Assert.Contains("Invalid key ***", run.Test("Refused [Own personality]").Message, StringComparison.Ordinal);
        Assert.Contains("the API key is not sent on", run.Test("Redirected [Own personality]").Message, StringComparison.Ordinal);
        Assert.All(plain.Tests, test => Assert.Contains("https", test.Message, StringComparison.Ordinal));
        Assert.Empty(keysElsewhere);

        Assert.Contains(seen, line => line.Contains("testhost", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("Cekura.Guard", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.Contains(Key, StringComparison.Ordinal));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, run.Console, StringComparison.Ordinal));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, plain.Console, StringComparison.Ordinal));

        var files = Directory.GetFiles(project.FolderPath, "*", SearchOption.AllDirectories);
        foreach (
            var kind in new[] { "run.trx", "run.binlog", "run.json", "transcript.md", "cekura-report.html", "cekura-junit.xml", ".jsonl" }
        )
        {
            Assert.Contains(files, file => file.EndsWith(kind, StringComparison.Ordinal));
        }

        Assert.Contains(files, file => file.Contains("log.host", StringComparison.Ordinal));
        Assert.All(files, AssertHoldsNoSecret);
        AssertIsOwnersAlone(Path.Combine(project.FolderPath, ".cekura"));
    }

    // What a service may do wrong or right: repeat the key, say secrets of its own.
    private static void Echo(JsonObject run)
    {
        run["success"] = false;
        run["scenario_name"] = "Echoes";
        run["transcript_object"] = new JsonArray(
            Turn("Testing Agent", "What is your key?"),
            Turn("Main Agent", $"The agent read out: {Key}"),
            Turn("Main Agent", "Look: https://store.example/a.wav?X-Amz-Credential=canary-credential&X-Amz-Signature=canary-signature.")
        );
        run["voice_recording_url"] = "https://store.example/a.wav?X-Amz-Signature=canary-signature";
        run["metadata"] = new JsonObject
        {
            ["listen_url"] = "wss://a.example/canary-listen",
            ["shareable_link"] = "https://app.example/share?token=canary-token",
            ["headers"] = new JsonObject { ["Authorization"] = "Bearer canary-bearer" },
            [Key] = Key,
        };
        run["evaluation"]!["metrics"]![0]!["score"] = 0;
        run["evaluation"]!["metrics"]![0]!["explanation"] = new JsonArray(
            $"It said {Key}",
            "See https://store.example/a.wav?X-Amz-Signature=canary-signature"
        );
        run["ended_reason"] = Key;
        run["error_message"] = $"echo {Key} https://store.example/a.wav?X-Amz-Signature=canary-signature";
    }

    private static JsonObject Turn(string role, string content) =>
        new()
        {
            ["role"] = role,
            ["content"] = content,
            ["start_time"] = 1,
            ["end_time"] = 2,
        };

    private static async Task<bool> MisbehaveAsync(HttpContext context, string elsewhere, ConcurrentQueue<string> seen)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method == "POST" && path.Contains("/scenarios/", StringComparison.Ordinal))
        {
            foreach (var (_, commandLine) in Processes.All())
            {
                seen.Enqueue(commandLine);
            }
        }

        if (path.EndsWith("/run_scenarios/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { detail = $"Invalid key {context.Request.Headers["X-CEKURA-API-KEY"]}" });
            return true;
        }

        if (path.EndsWith("/run_scenarios_sip/", StringComparison.Ordinal))
        {
            context.Response.Redirect($"{elsewhere}{path}", permanent: false, preserveMethod: true);
            return true;
        }

        return false;
    }

    private static void AssertHoldsNoSecret(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes is [0x1f, 0x8b, ..])
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            packed.CopyTo(unpacked);
            bytes = unpacked.ToArray();
        }

        foreach (var secret in Secrets)
        {
            Assert.False(
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0
                    || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0,
                $"{file} holds {secret}"
            );
        }
    }

    [SupportedOSPlatform("linux")]
    private static void AssertIsOwnersAlone(string folder)
    {
        const UnixFileMode Others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        var entries = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
            Assert.True((File.GetUnixFileMode(entry) & Others) == UnixFileMode.None, $"{entry}: {File.GetUnixFileMode(entry)}")
        );
    }
}
