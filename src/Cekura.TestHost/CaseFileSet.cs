using Cekura.Manifests.Text;

namespace Cekura.TestHost;

/// <summary>What is attached to a test, and what could not be.</summary>
internal sealed class CaseFileSet
{
    private readonly List<CaseFile> _files = [];
    private readonly List<string> _missing = [];

    /// <summary>The files, each with a title for people.</summary>
    public IReadOnlyList<CaseFile> Files => _files;

    /// <summary>What is not attached and why, a line each.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public void Add(CaseFile file) => _files.Add(file);

    /// <summary>
    /// Does something for an attachment. Whatever goes wrong with it, a full disk or something unforeseen, is said: a verdict is not lost
    /// with what belongs to it.
    /// </summary>
    /// <param name="what">The attachment.</param>
    /// <param name="attempt">Does it.</param>
    public T? Try<T>(string what, Func<T> attempt)
        where T : class
    {
        try
        {
            return attempt();
        }
        catch (Exception e)
        {
            var kind = e is IOException or UnauthorizedAccessException ? "" : $"an unexpected error, {e.GetType().Name}: ";
            _missing.Add($"warning: {what} is not attached: {kind}{UntrustedText.Line(e.Message, 300)}");
            return null;
        }
    }
}
