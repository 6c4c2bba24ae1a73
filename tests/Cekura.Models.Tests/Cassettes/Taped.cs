using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Models.Tests.Cassettes;

/// <summary>Runs that share a folder of cassettes, each with a model that counts what it is asked.</summary>
internal sealed class Taped : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cekura-cassettes-").FullName;

    public string Folder => Path.Combine(_root, "cassettes");

    public string State => Path.Combine(_root, "state");

    public string FileOf(string test) => Assert.Single(Directory.GetFiles(Folder, $"{test}-*.json"));

    public string TextOf(string test) => File.ReadAllText(FileOf(test));

    /// <summary>A run.</summary>
    public ModelChain Run(
        CassetteMode? mode,
        IChatModel? model,
        string caller = "tiny",
        IReadOnlyList<string>? patterns = null,
        string? secret = null,
        bool ci = false
    ) =>
        ModelChain.Open(
            new()
            {
                CallerModel = caller.Length == 0 ? null : caller,
                Cassette = mode,
                Volatile = patterns?.Select(pattern => new Regex(pattern, RegexOptions.NonBacktracking)).ToList(),
            },
            model,
            new(
                _root,
                name =>
                    name == "CEKURA_MODEL_KEY" ? Asked.Key
                    : name == "CI" && ci ? "true"
                    : null,
                TimeProvider.System
            )
            {
                HasCassettes = true,
                Clean = text => secret is null ? text : text.Replace(secret, "***", StringComparison.Ordinal),
                UsageFolder = State,
            }
        )!;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>A model that answers what it heard, and how often it was asked.</summary>
    internal sealed class Counting : IChatModel
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Task Until { get; set; } = Task.CompletedTask;

        public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            var call = Interlocked.Increment(ref _calls);
            await Until.WaitAsync(cancellationToken);
            return new(new JsonObject { ["say"] = $"{request.Messages[^1].Content} ({call})", ["done"] = false }, "tiny:latest")
            {
                StopReason = "stop",
                InputTokens = 100,
                OutputTokens = 10,
            };
        }
    }

    /// <summary>A model that is not there.</summary>
    internal sealed class Broken : IChatModel
    {
        public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) =>
            Task.FromException<ModelReply>(new ModelException(ModelErrorKind.Unreachable, "It is not there."));
    }
}
