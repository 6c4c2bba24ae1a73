using System.Diagnostics;
using System.Text;
using Cekura.Reports.Export;

namespace Cekura.Reports.Tests.Export;

/// <summary>The Common Test Report Format, held to its public schema.</summary>
public sealed class CtrfReportTests
{
    [CtrfFact]
    public async Task A_run_is_valid_and_what_is_not_is_refused()
    {
        using var json = new MemoryStream();
        CtrfReport.Write(json, SampleExport.Run);
        var document = Encoding.UTF8.GetString(json.ToArray());

        Assert.Equal("", await AskAsync(document));
        Assert.NotEqual("", await AskAsync(document.Replace("\"status\": \"passed\"", "\"status\": \"green\"", StringComparison.Ordinal)));

        using var empty = new MemoryStream();
        CtrfReport.Write(empty, new ExportedRun("Nothing", DateTimeOffset.UnixEpoch, []));
        Assert.Equal("", await AskAsync(Encoding.UTF8.GetString(empty.ToArray())));
    }

    private static async Task<string> AskAsync(string document)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", "ctrf-verdict.mjs")
            {
                WorkingDirectory = CtrfFactAttribute.Folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (answer, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(document);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return await answer;
    }
}
