using Cekura.Agents.Lines;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator;

/// <summary>
/// What an emulator knows: agents, personalities, test profiles, metrics and scenarios in the service's own shapes, and beside them how to
/// launch the agents, how callers write and how conversations are scored. JSON with comments and trailing commas; read once, never written.
/// </summary>
public sealed class EmulatorSeed
{
    private EmulatorSeed(Workspace workspace, string? directory) => (Workspace, Directory) = (workspace, directory);

    internal Workspace Workspace { get; }

    /// <summary>Folder of the seed file; null when it is not known.</summary>
    internal string? Directory { get; }

    /// <summary>The ids of its agents.</summary>
    internal IEnumerable<long> AgentIds => Workspace.Agents.Select(agent => agent.Id);

    /// <summary>The same, with agents that answer in this process.</summary>
    /// <param name="inProcess">The settings of such an agent by its id; null: the seed's own.</param>
    internal EmulatorSeed With(Func<long, AgentSettings?> inProcess) => new(Workspace.With(inProcess), Directory);

    /// <summary>Reads a seed file.</summary>
    /// <param name="path">The file; its folder is where relative paths of <c>launch</c> start.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="EmulatorSeedException">The file is missing, cannot be read, is not JSON, or something in it is wrong.</exception>
    public static EmulatorSeed Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllBytes(path), Path.GetFullPath(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmulatorSeedException(SeedCode.NotFound, path, "there is no such seed file. Create it, or name another one.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorSeedException(SeedCode.Unreadable, path, $"the seed file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a seed that is already in memory.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="path">Names the seed in messages; its folder is where relative paths of <c>launch</c> start.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="EmulatorSeedException">It is not JSON, or something in it is wrong.</exception>
    public static EmulatorSeed Parse(ReadOnlyMemory<byte> json, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var workspace = WorkspaceReader.Read(new SeedText(json, path).Parse());
        return new(workspace, Path.GetDirectoryName(Path.GetFullPath(path)));
    }
}
