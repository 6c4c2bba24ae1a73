namespace Cekura.NUnit;

/// <summary>Words in a conversation that an agent of this process holds.</summary>
/// <param name="Speaker">Who said them: <see cref="Speaker.Caller"/> or <see cref="Speaker.Agent"/>.</param>
/// <param name="Text">The words.</param>
public sealed record AgentMessage(Speaker Speaker, string Text);
