using Cekura.TestAdapter.Execution;
using Cekura.TestAdapter.Filtering;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter;

/// <summary>Runs the selected scenario × personality pairs and reports each the moment its verdict is final.</summary>
[ExtensionUri(CekuraTestAdapter.ExecutorUri)]
public sealed class CekuraTestExecutor : ITestExecutor2
{
    private readonly Lock _gate = new();
    private RunScope? _scope;
    private bool _isCancelled;

    /// <inheritdoc />
    /// <remarks>The command line comes this way: no discovery before it, a filter perhaps.</remarks>
    public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle) =>
        Run(runContext, frameworkHandle, selection => selection.BySource(sources ?? []));

    /// <inheritdoc />
    /// <remarks>Test explorers come this way, with the tests that they discovered before.</remarks>
    public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle) =>
        Run(runContext, frameworkHandle, selection => selection.ByTestCase(tests ?? []));

    /// <inheritdoc />
    /// <remarks>
    /// The platform calls it on a thread of its own, also when it is just about to call <c>RunTests</c>: one that meets no run holds for
    /// the next. The platform makes an executor for each run, so there is no other run that it could have been meant for.
    /// </remarks>
    public void Cancel()
    {
        RunScope? scope;
        lock (_gate)
        {
            scope = _scope;
            _isCancelled = scope is null;
        }

        scope?.Cancel();
    }

    /// <inheritdoc />
    /// <remarks>The conversations happen elsewhere: there is nothing local to debug.</remarks>
    public bool ShouldAttachToTestHost(IEnumerable<string>? sources, IRunContext runContext) => false;

    /// <inheritdoc />
    public bool ShouldAttachToTestHost(IEnumerable<TestCase>? tests, IRunContext runContext) => false;

    private void Run(IRunContext? context, IFrameworkHandle? handle, Func<Selection, IEnumerable<SelectedSource>> select)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var host = new PlatformHost(handle);
        using var scope = new RunScope();
        Enter(scope);
        try
        {
            scope.Token.ThrowIfCancellationRequested();
            var sources = select(new Selection(context, handle)).ToList();
            new SourceRunner(handle, host, scope.Look, TimeProvider.System).RunAsync(sources, scope.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (scope.Token.IsCancellationRequested)
        {
            if (!host.HasSaidCancelled)
            {
                handle.SendMessage(TestMessageLevel.Warning, "Cekura: cancelled.");
            }
        }
        catch (TestPlatformFormatException e)
        {
            handle.SendMessage(TestMessageLevel.Error, $"Cekura: the filter cannot be used: {CaseFilter.Explain(e)}");
        }
        finally
        {
            lock (_gate)
            {
                _scope = null;
            }

            scope.End();
        }
    }

    private void Enter(RunScope scope)
    {
        bool isCancelled;
        lock (_gate)
        {
            (_scope, isCancelled, _isCancelled) = (scope, _isCancelled, false);
        }

        if (isCancelled)
        {
            scope.Cancel();
        }
    }
}
