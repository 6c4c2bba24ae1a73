namespace Cekura.Manifests.Text;

/// <summary>A property of a JSON object that knows where its name stands.</summary>
internal sealed record PositionedMember(string Name, int Offset, PositionedNode Value);
