namespace Cekura.Emulator.Seed;

/// <summary>How a request is disturbed.</summary>
internal enum FaultKind
{
    /// <summary>Answered with an error status; nothing is done.</summary>
    Status,

    /// <summary>The connection breaks; nothing is done.</summary>
    Reset,

    /// <summary>The request is carried out, then the connection breaks before the answer.</summary>
    DropAfterAccept,

    /// <summary>The request is carried out, and the answer breaks off in the middle.</summary>
    Truncate,

    /// <summary>Status 200 with the page of a proxy; nothing is done.</summary>
    Html,

    /// <summary>Answered late.</summary>
    Slow,

    /// <summary>No answer until the caller gives up; nothing is done.</summary>
    NeverAnswer,
}
