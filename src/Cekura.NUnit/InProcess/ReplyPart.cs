namespace Cekura.NUnit.InProcess;

/// <summary>What an agent of this process does at one moment of its turn.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words; JSON of a call's arguments or of its result.</param>
/// <param name="Id">By which a call finds its result; empty for words.</param>
/// <param name="Tool">Name of the tool that is called; else empty.</param>
internal sealed record ReplyPart(ReplyPartKind Kind, string Text, string Id = "", string Tool = "");
