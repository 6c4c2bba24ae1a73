using System.Globalization;
using System.Text.Json;

namespace Cekura.TestingPlatform.Options;

/// <summary>The platform's configuration file. One that it cannot read ends the program with an exception that does not name it.</summary>
internal static class TestConfigFile
{
    private const string Option = "--config-file";

    // What the platform takes too.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Says which file cannot be read, where and why.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="program">Path of the program, beside which the file lies where none is named.</param>
    /// <param name="output">Takes it.</param>
    public static void TellOfUnreadable(string[] arguments, string program, TextWriter output)
    {
        var option = Array.FindIndex(arguments, argument => string.Equals(argument, Option, StringComparison.OrdinalIgnoreCase));
        var path = Path.GetFullPath(
            option >= 0 && option + 1 < arguments.Length ? arguments[option + 1] : Path.ChangeExtension(program, "testconfig.json")
        );
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var file = File.OpenRead(path);
            using var read = JsonDocument.Parse(file, Lenient);
        }
        catch (JsonException e)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cekura: {path}({e.LineNumber + 1},{e.BytePositionInLine + 1}): the configuration of the test platform is not JSON, so no test runs. Mend it where it was written: the one beside the program is a copy of testconfig.json in the project."
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"Cekura: {path}: the configuration of the test platform cannot be read, so no test runs: {e.Message}");
        }
    }
}
