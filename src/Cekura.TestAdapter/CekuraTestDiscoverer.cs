using System.ComponentModel;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.TestAdapter.Filtering;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter;

/// <summary>Lists one test per scenario × personality of a project's manifests. Offline, and silent about projects without any.</summary>
[FileExtension(".dll")]
[DefaultExecutorUri(CekuraTestAdapter.ExecutorUri)]
[Category("managed")]
public sealed class CekuraTestDiscoverer : ITestDiscoverer
{
    /// <inheritdoc />
    public void DiscoverTests(
        IEnumerable<string> sources,
        IDiscoveryContext discoveryContext,
        IMessageLogger logger,
        ITestCaseDiscoverySink discoverySink
    )
    {
        var environment = SettingsEnvironment.Read();
        foreach (var source in sources)
        {
            try
            {
                Discover(source, environment, discoveryContext, logger, discoverySink);
            }
            catch (TestPlatformFormatException e)
            {
                logger.SendMessage(TestMessageLevel.Error, $"Cekura: the filter cannot be used: {CaseFilter.Explain(e)}");
            }
        }
    }

    private static void Discover(
        string source,
        SettingsEnvironment environment,
        IDiscoveryContext context,
        IMessageLogger logger,
        ITestCaseDiscoverySink sink
    )
    {
        Action<MessageSeverity, string> tell = (severity, text) => logger.SendMessage(MessageMapper.ToLevel(severity), text);
        if (TestProject.Load(source, context.RunSettings?.SettingsXml, environment, tell) is not { } contents)
        {
            return;
        }

        var filter = CaseFilter.From(context);
        var found = 0;
        var mapper = TestCaseMapper.For(contents);
        foreach (var scenarioCase in contents.Suites.SelectMany(suite => suite.Cases))
        {
            var testCase = mapper.ToTestCase(scenarioCase);
            if (filter.Matches(scenarioCase, _ => testCase))
            {
                sink.SendTestCase(testCase);
                found++;
            }
        }

        if (found == 0 && filter.NothingMatched(contents) is { } nothing)
        {
            tell(MessageSeverity.Warning, nothing);
        }
    }
}
