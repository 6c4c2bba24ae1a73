namespace Cekura.NUnit.InProcess;

/// <summary>What an agent of this process does.</summary>
internal enum ReplyPartKind
{
    Words,
    Call,
    Result,
    EndsCall,
}
