using System.Globalization;
using Cekura.Cli.Output;

namespace Cekura.Cli.Running;

/// <summary>Options with several values, separated by commas.</summary>
internal static class CommaList
{
    public static string[] Split(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <exception cref="CommandException">One of them is no id.</exception>
    public static IReadOnlyList<long> Ids(string option, string? text) =>
        [
            .. Split(text)
                .Select(entry =>
                    long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
                        ? id
                        : throw CommandException.Usage($"{option} wants ids separated by commas, such as 1,2,3; \"{entry}\" is none.")
                ),
        ];
}
