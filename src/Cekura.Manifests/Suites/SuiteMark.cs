using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>
/// Whether a file says that it is a suite. Other tools have files of that name, too, such as <c>appsettings.Tests.json</c>: what says
/// nothing of the kind, and stands in no manifest, is not ours.
/// </summary>
internal static class SuiteMark
{
    // More than the service takes, so that a suite that is too large is still told so.
    private const int MostBytes = 16 * SuiteReader.DefaultMaxBytes;
    private static readonly string[] Schemas = ["cekura.tests.schema.json", "cekura.ai/schemas/test-suite/"];
    private const string Version = "version";
    private const string Scenarios = "scenarios";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Looks into a file: version 1 with scenarios, or the address of our schema.</summary>
    public static bool IsOn(string path)
    {
        if (TextFile.Read(path, MostBytes).Text is not { } text)
        {
            return false;
        }

        var bytes = ManifestText.WithoutMark(text).Span;
        try
        {
            return IsOn(bytes);
        }
        catch (JsonException)
        {
            // Broken, it may say so all the same, and then it has to be mended.
            return SaysSo(Encoding.UTF8.GetString(bytes));
        }
    }

    private static bool IsOn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = 1000,
            }
        );
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var (isOfSchema, isVersionOne, hasScenarios) = (false, false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isSchema, isVersion) = (reader.ValueTextEquals("$schema"), reader.ValueTextEquals(Version));
            hasScenarios |= reader.ValueTextEquals(Scenarios);
            reader.Read();
            isOfSchema |= isSchema && reader.TokenType == JsonTokenType.String && NamesSchema(reader.GetString()!);
            isVersionOne |=
                isVersion
                && (
                    reader.TokenType == JsonTokenType.String
                        ? reader.ValueTextEquals("1")
                        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number == 1
                );
            reader.Skip();
        }

        return isOfSchema || (isVersionOne && hasScenarios);
    }

    private static bool NamesSchema(string text) => Schemas.Any(schema => text.Contains(schema, StringComparison.OrdinalIgnoreCase));

    private static bool SaysSo(string text) =>
        NamesSchema(text)
        || (
            Regex.IsMatch(text, $"\"{Scenarios}\"\\s*:", RegexOptions.None, Limit)
            && Regex.IsMatch(text, $"\"{Version}\"\\s*:\\s*\"?1(?![.0-9])", RegexOptions.None, Limit)
        );
}
