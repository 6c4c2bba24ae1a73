namespace Cekura.Emulator.Seed;

/// <summary>
/// How to start an agent: a command or a project, and how to see that it is ready. Every text may hold <see cref="Agent.PortPlaceholder"/>.
/// </summary>
internal sealed record Launch
{
    /// <summary>What is started: a program, or a path to it. <c>dotnet</c> for a <see cref="Project"/>.</summary>
    public required string Command { get; init; }

    /// <summary>A .NET project that was built before, relative to the folder of the seed; null: the command is not one.</summary>
    public string? Project { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Relative to the folder of the seed; null: that folder.</summary>
    public string? WorkingDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Keys of Cekura that it inherits; all others are kept back.</summary>
    public required IReadOnlyList<string> PassVariables { get; init; }

    /// <summary>Answers 2xx when the agent is ready; null: the agent is ready when its WebSocket port takes connections.</summary>
    public string? ReadyUrl { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>Place in the seed, for messages: <c>seed.json: agents[0].launch</c>.</summary>
    public required string Place { get; init; }
}
