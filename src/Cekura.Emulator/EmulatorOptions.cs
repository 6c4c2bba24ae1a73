using System.Diagnostics;
using Cekura.Emulator.Conversation;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Emulator;

/// <summary>How an emulator runs. Every value has a default that suits a test run on one machine.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Clock for time stamps, delays and limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How many conversations are held at once where the seed does not say (<c>limits.concurrent_runs</c>), at least 1. More runs than that
    /// wait as <c>in_queue</c>; <c>concurrency_limit</c> of a request lowers it further.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int MaxConcurrentConversations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 16;

    /// <summary>Folder that relative paths of <c>agents[].launch</c> start from. Default: the folder of the seed file.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>
    /// Seed of everything random, any number, such as the typing errors of the style <c>typos</c>: the same number gives the same
    /// conversation.
    /// </summary>
    public int RandomSeed { get; init; } = 1;

    /// <summary>
    /// How long after the agent's last words more of them still belong to the same turn. Default: that of <see cref="ChatRequest"/>.
    /// </summary>
    internal TimeSpan? JoinWindow { get; init; }

    /// <summary>How long an agent's trace may be on its way after a conversation. Default: some times the delay of an exporter.</summary>
    internal TimeSpan? TracePatience { get; init; }

    /// <summary>
    /// The model that plays callers and judges, in the place of the one that the seed names; null: that one, or none.
    /// </summary>
    internal IChatModel? ChatModel { get; init; }

    /// <summary>What is said of models for this run, over what the seed says.</summary>
    internal ModelSettings Model { get; init; } = new();

    /// <summary>Whether answers of models come from cassettes beside the seed where nothing is said of it.</summary>
    internal bool HasCassettes { get; init; }

    /// <summary>Where it is kept which answers of cassettes the last run used; null: nowhere.</summary>
    internal string? CassetteUsage { get; init; }

    /// <summary>Takes out of a text what no cassette may hold, beside the key of the models.</summary>
    internal Func<string, string> Clean { get; init; } = text => text;

    /// <summary>The value of an environment variable.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Hears what there is to say of the models when the emulator is disposed, line by line.</summary>
    internal Action<string> Say { get; init; } = _ => { };

    /// <summary>
    /// Starts the process of an agent, which is prepared and not yet running: the owner of the emulator may watch over it.
    /// </summary>
    internal Action<Process> StartProcess { get; init; } = process => process.Start();

    /// <summary>The configuration in which projects that the seed launches were built. Default: that of this program.</summary>
    internal string Configuration { get; init; } =
        AppContext.BaseDirectory.Split('/', '\\').Contains("Release", StringComparer.OrdinalIgnoreCase) ? "Release" : "Debug";
}
