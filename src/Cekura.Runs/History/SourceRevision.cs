using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>What was checked out when a test run began, as its build server says.</summary>
/// <param name="Commit">Id of the commit.</param>
/// <param name="Branch">Name of the branch, of a pull request that of its source; null when it is not said.</param>
internal sealed record SourceRevision(string Commit, string? Branch)
{
    private const string Heads = "refs/heads/";
    private const int Limit = 200;

    private static readonly (string Commit, string[] Branches)[] Servers =
    [
        ("GITHUB_SHA", ["GITHUB_HEAD_REF", "GITHUB_REF_NAME"]),
        ("BUILD_SOURCEVERSION", ["SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"]),
        ("CI_COMMIT_SHA", ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"]),
        ("BITBUCKET_COMMIT", ["BITBUCKET_BRANCH"]),
        ("CIRCLE_SHA1", ["CIRCLE_BRANCH"]),
        ("BUILDKITE_COMMIT", ["BUILDKITE_BRANCH"]),
        ("GIT_COMMIT", ["BRANCH_NAME", "GIT_BRANCH"]),
        ("BUILD_VCS_NUMBER", []),
    ];

    /// <summary>Null where the environment names no commit, as on the machine of a developer, whose changes have none yet.</summary>
    /// <param name="variables">Environment variables.</param>
    public static SourceRevision? Of(IReadOnlyDictionary<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var (commit, branches) in Servers)
        {
            if (Value(commit) is { } id)
            {
                var branch = Array.ConvertAll(branches, Value);
                return new SourceRevision(id, Short(Array.Find(branch, name => name is not null)));
            }
        }

        return null;

        string? Value(string name) => UntrustedText.Line(variables.GetValueOrDefault(name), Limit) is { Length: > 0 } value ? value : null;
    }

    private static string? Short(string? branch) =>
        branch?.StartsWith(Heads, StringComparison.Ordinal) == true ? branch[Heads.Length..] : branch;
}
