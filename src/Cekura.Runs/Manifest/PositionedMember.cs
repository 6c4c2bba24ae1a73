namespace Cekura.Runs.Manifest;

/// <summary>A property of a JSON object that knows where its name stands.</summary>
internal sealed record PositionedMember(string Name, int Offset, PositionedNode Value);
