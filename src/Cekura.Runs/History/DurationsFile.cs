using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>
/// How long the tests of a project last, kept in its repository as <c>cekura-durations.json</c>: what a machine remembers, shards on other
/// machines do not know. Sorted, a line a test, in whole seconds.
/// </summary>
internal static class DurationsFile
{
    /// <summary>Name of the file where nothing else is said.</summary>
    public const string DefaultName = "cekura-durations.json";

    private const int Version = 1;
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Seconds, above 0, by the fully qualified name of the test.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read; the message says what to do.</exception>
    public static IReadOnlyDictionary<string, double> Read(string path)
    {
        const string Advice = "Write it with \"cekura durations save\" after a test run, or take the setting Durations away.";
        byte[] bytes = [];
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new IOException($"{path}: the file of durations is larger than {MaxBytes / 1024 / 1024} MB. Is it the right file?");
            }

            bytes = File.ReadAllBytes(path);
            var root = JsonNode.Parse(ManifestText.WithoutMark(bytes).Span);
            return root!["version"]!.GetValue<int>() == Version
                ? root["seconds"]!.AsObject().ToDictionary(test => test.Key, test => Seconds(test.Value), StringComparer.Ordinal)
                : throw new FormatException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"{path}: there is no such file of durations. {Advice}", e);
        }
        catch (JsonException e)
        {
            var what = BrokenJson.Slip(bytes, e) is { } slip ? $": {slip}" : ".";
            throw new IOException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}({e.LineNumber + 1},{e.BytePositionInLine + 1}): the file of durations is no JSON{what} {Advice}"
                ),
                e
            );
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or UnauthorizedAccessException
            )
        {
            throw new IOException(
                $"{path}: this is no file of durations that this version can read: it wants \"version\": {Version} and \"seconds\", a positive number for each test. {Advice}",
                e
            );
        }
    }

    /// <summary>Writes a file with what a run found out; tests that it does not have stay as they are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The run.</param>
    /// <returns>How many tests the file has.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static int Save(string path, LastTestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var seconds = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (test, lasts) in File.Exists(path) ? Read(path) : new Dictionary<string, double>())
        {
            seconds[test] = lasts;
        }

        foreach (var record in run.Tests.Where(record => record is { TookPlace: true, Duration: not null }))
        {
            if (record.Former is { } former)
            {
                seconds.Remove(former);
            }

            seconds[record.Test] = Math.Max(1, Math.Round(record.Duration!.Value.TotalSeconds));
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n  \"version\": {Version},\n  \"seconds\": {{");
        var separator = "\n";
        foreach (var (test, lasts) in seconds)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{separator}    \"{JsonEncodedText.Encode(test, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\": {lasts:0.###}"
            );
            separator = ",\n";
        }

        var aside = path + ".tmp";
        File.WriteAllText(
            aside,
            text.Append(seconds.Count == 0 ? "}\n}\n" : "\n  }\n}\n").ToString(),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        File.Move(aside, path, overwrite: true);
        return seconds.Count;
    }

    private static double Seconds(JsonNode? value) =>
        value!.GetValue<double>() is > 0 and < 1e9 and var seconds ? seconds : throw new FormatException();
}
