using System.CommandLine;

namespace Cekura.Cli.Running;

/// <summary>Options of every command.</summary>
internal sealed class GlobalOptions
{
    public const string Json = "json";
    public const string Table = "table";

    /// <summary>When a command gives up where <c>--timeout</c> does not say: longer than any batch, shorter than for ever.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromHours(6);

    public GlobalOptions() => Format.AcceptOnlyFromAmong(Table, Json);

    public Option<string> Format { get; } =
        new("--format")
        {
            Description = "How data is written: for people or for machines.",
            Recursive = true,
            DefaultValueFactory = _ => Table,
        };

    public Option<string?> ApiKey { get; } =
        new("--api-key") { Description = "Key of the service. Better: CEKURA_API_KEY, or the config file.", Recursive = true };

    public Option<string?> ApiUrl { get; } =
        new("--api-url")
        {
            Description = "Address of the service, or of a served emulator; \"emulator\": the one of the last test run.",
            Recursive = true,
        };

    public Option<long?> ProjectId { get; } = new("--project-id") { Description = "Project to work in.", Recursive = true };

    public Option<long?> OrganizationId { get; } =
        new("--organization-id") { Description = "Organization to list projects of.", Recursive = true };

    public Option<double?> Timeout { get; } =
        new("--timeout")
        {
            Description =
                "Seconds after which the command gives up (exit code 5); default: 21600, six hours; of \"emulator\": no limit. Of \"agent check\": for each turn, default 30.",
            Recursive = true,
        };

    public Option<bool> NoColor { get; } =
        new("--no-color") { Description = "Nothing moves and nothing is coloured; as NO_COLOR, and as off a terminal.", Recursive = true };

    public Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Writes each request and its answer's status to standard error.", Recursive = true };

    public IEnumerable<Option> All => [Format, ApiKey, ApiUrl, ProjectId, OrganizationId, Timeout, NoColor, Verbose];
}
