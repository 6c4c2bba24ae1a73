using System.Threading.Channels;
using Cekura.Manifests.Text;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Messages;
using Microsoft.Testing.Platform.TestHost;

namespace Cekura.TestingPlatform.Execution;

/// <summary>
/// Passes nodes, files and words on, one after the other and in their order: conversations end on many threads, and none of them waits for
/// the platform.
/// </summary>
internal sealed class NodePublisher : IAsyncDisposable
{
    private readonly Channel<Func<Task>> _waiting = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private readonly IMessageBus _bus;
    private readonly IWords _words;
    private readonly IDataProducer _producer;
    private readonly SessionUid _session;
    private readonly Task _passing;

    /// <param name="bus">Where nodes and files go.</param>
    /// <param name="words">Where words go.</param>
    /// <param name="producer">Who says all this.</param>
    /// <param name="session">The session.</param>
    public NodePublisher(IMessageBus bus, IWords words, IDataProducer producer, SessionUid session)
    {
        (_bus, _words, _producer, _session) = (bus, words, producer, session);
        _passing = PassAsync();
    }

    public void Publish(TestNode node) => Pass(new TestNodeUpdateMessage(_session, node));

    public void Attach(FileInfo file, string description) => Pass(new SessionFileArtifact(_session, file, description));

    public void Say(MessageSeverity severity, string text) => _waiting.Writer.TryWrite(() => _words.SayAsync(severity, text));

    /// <summary>Waits until the platform has everything.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _passing.ConfigureAwait(false);
    }

    private void Pass(IData data) => _waiting.Writer.TryWrite(() => _bus.PublishAsync(_producer, data));

    private async Task PassAsync()
    {
        await foreach (var next in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await next().ConfigureAwait(false);
        }
    }
}
