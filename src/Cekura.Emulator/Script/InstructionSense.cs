namespace Cekura.Emulator.Script;

/// <summary>How the caller took an instruction.</summary>
internal enum InstructionSense
{
    /// <summary>It has a form that the caller knows, or is plainly something to say.</summary>
    Understood,

    /// <summary>It has no form that the caller knows, and is said as it stands.</summary>
    ReadOut,

    /// <summary>It, or a sentence of it, is nothing that a caller could say: to hang up, to wait, to be silent.</summary>
    Silent,
}
