using System.IO.Compression;
using Cekura.Cli.Output;
using Cekura.Runs.History;

namespace Cekura.Cli.History;

/// <summary>
/// Files of test runs in what a build server kept: folders at any depth, archives, single files. What an archive holds is laid into a
/// folder of its own, which is gone when this is disposed.
/// </summary>
internal sealed class ArtifactFiles : IDisposable
{
    private const string Archive = ".zip";
    private const string Trx = ".trx";
    private const long MaxUnpacked = 2L * 1024 * 1024 * 1024;
    private const int MaxEntries = 100_000;

    private readonly List<string> _unpacked = [];

    /// <summary>What can be in them, for those who find nothing.</summary>
    public const string Kinds =
        "Files of test runs (test-runs/**/*.jsonl of a state directory), of shards (cekura-report.*-of-*.jsonl) and *.trx are read, in folders, in *.zip, or by themselves.";

    /// <exception cref="CommandException">There is no such file, or it is no archive.</exception>
    public IEnumerable<string> In(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => IsWanted(file) || IsArchive(file))
                .Order(StringComparer.Ordinal)
                .SelectMany(file => IsArchive(file) ? Unpacked(file) : [file]);
        }

        return !File.Exists(path) ? throw CommandException.Usage($"There is no {path}.")
            : IsArchive(path) ? Unpacked(path)
            : [path];
    }

    public void Dispose()
    {
        foreach (var folder in _unpacked)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Names of an archive may lead anywhere: only their last part is used, in a folder for each.
    private List<string> Unpacked(string path)
    {
        var folder = Directory.CreateTempSubdirectory("cekura-import-").FullName;
        _unpacked.Add(folder);
        var files = new List<string>();
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var left = MaxUnpacked;
            foreach (var entry in archive.Entries.Take(MaxEntries).Where(entry => IsWanted(entry.Name)))
            {
                left -= entry.Length;
                if (left < 0)
                {
                    throw CommandException.Usage($"{path} holds more than 2 GB of test runs. Unpack it, and import the folder.");
                }

                var own = Directory.CreateDirectory(
                    Path.Combine(folder, files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                );
                var file = Path.Combine(own.FullName, Path.GetFileName(entry.Name));
                Unpack(entry, file);
                files.Add(file);
            }
        }
        catch (InvalidDataException e)
        {
            throw CommandException.Usage($"{path} is no archive that can be read: {e.Message}");
        }

        return files;
    }

    // The length that an archive states is what it may unpack to, whatever its content says.
    private static void Unpack(ZipArchiveEntry entry, string file)
    {
        using var from = entry.Open();
        using var to = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[81920];
        var left = entry.Length;
        while (from.Read(block, 0, block.Length) is > 0 and var read)
        {
            left -= read;
            if (left < 0)
            {
                throw new InvalidDataException($"{entry.Name} is longer than it says.");
            }

            to.Write(block, 0, read);
        }
    }

    private static bool IsArchive(string name) => name.EndsWith(Archive, StringComparison.OrdinalIgnoreCase);

    private static bool IsWanted(string name) =>
        name.EndsWith(TestRunFiles.Extension, StringComparison.OrdinalIgnoreCase) || name.EndsWith(Trx, StringComparison.OrdinalIgnoreCase);
}
