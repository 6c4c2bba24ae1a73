using Cekura.Reports.Files;

namespace Cekura.Reports.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-whole-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_disk_that_is_full_leaves_the_last_file_and_nothing_beside_it()
    {
        var path = Path.Combine(_folder, "cekura-junit.xml");
        File.WriteAllText(path, "the last one");

        Assert.Throws<IOException>(() => WholeFile.Write(path, file =>
            {
                file.Write("half of a"u8);
                file.Flush();
                throw new IOException("No space left on device");
            }));

        Assert.Equal("the last one", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Who_reads_the_last_file_meanwhile_reads_all_of_it()
    {
        var path = Path.Combine(_folder, "cekura-junit.xml");
        File.WriteAllText(path, "the last one");
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
        );

        WholeFile.Write(path, file => file.Write("a new one"u8));

        Assert.Equal("the last one", reader.ReadToEnd());
        Assert.Equal("a new one", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        var (target, link) = (Path.Combine(_folder, "real.xml"), Path.Combine(_folder, "link.xml"));
        File.WriteAllText(target, "the last one");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(link, target);

        WholeFile.Write(link, file => file.Write("a new one"u8));

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("a new one", File.ReadAllText(target));
    }
}
