using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Export;

/// <summary>
/// The result store of Microsoft.Extensions.AI.Evaluation.Reporting on a disk, which <c>dotnet aieval report</c> makes a page of:
/// <c>results/&lt;execution&gt;/&lt;scenario&gt;/&lt;iteration&gt;.json</c>. A test is a scenario, and each repetition an iteration.
/// </summary>
/// <param name="folder">The root of the store.</param>
internal sealed class EvaluationStore(string folder)
{
    /// <summary>Names of files may be longer, but paths may not.</summary>
    private const int MaxName = 120;

    /// <summary>The name of a run: runs in one store are told apart by it, and sorted.</summary>
    public static string ExecutionOf(ExportedRun run) => run.Started.UtcDateTime.ToString("yyyyMMddTHHmmss", CultureInfo.InvariantCulture);

    /// <summary>Writes a run beside those that are there.</summary>
    /// <returns>How many files were written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public int Write(ExportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var execution = ExecutionOf(run);
        var (count, taken) = (0, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var test in run.Tests.Where(test => test.Repetitions.Count > 0))
        {
            var scenario = NameOf(test.Test);
            for (var number = 2; !taken.Add(scenario); number++)
            {
                scenario = string.Create(CultureInfo.InvariantCulture, $"{NameOf(test.Test)}_{number}");
            }

            var directory = Directory.CreateDirectory(Path.Combine(folder, "results", execution, scenario)).FullName;
            foreach (var (index, repetition) in test.Repetitions.Index())
            {
                var iteration = (index + 1).ToString(CultureInfo.InvariantCulture);
                using var file = File.Create(Path.Combine(directory, $"{iteration}.json"));
                using var json = new Utf8JsonWriter(file, ReadableJson.Options);
                json.WriteStartObject();
                json.WriteString("scenarioName", scenario);
                json.WriteString("iterationName", iteration);
                json.WriteString("executionName", execution);
                var began = repetition.Run is { } known ? RunTiming.Start(known) : null;
                json.WriteString("creationTime", (began ?? test.Start ?? run.Started).UtcDateTime);
                EvaluationMessages.Write(json, repetition.Run);
                EvaluationMetrics.Write(json, repetition);
                if (test.Tags.Count > 0)
                {
                    json.WriteStartArray("tags");
                    foreach (var tag in test.Tags)
                    {
                        json.WriteStringValue(tag);
                    }

                    json.WriteEndArray();
                }

                json.WriteNumber("formatVersion", 1);
                json.WriteEndObject();
                count++;
            }
        }

        return count;
    }

    // Dots make the levels of its tree. A name out of a file may hold anything, and becomes the name of a folder.
    private static string NameOf(string test)
    {
        var name = new StringBuilder(test.Length);
        foreach (var character in test)
        {
            name.Append(
                char.IsLetterOrDigit(character) || character is '_' or '-' || (character == '.' && name.Length > 0 && name[^1] != '.')
                    ? character
                    : '_'
            );
        }

        var text = name.ToString().TrimEnd('.');
        return text.Length is > 0 and <= MaxName
            ? text
            : $"{text[..Math.Min(text.Length, MaxName)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(test)))[..8]}";
    }
}
