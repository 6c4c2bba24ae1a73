namespace Cekura.Contract.Tests.Schema;

/// <summary>Who wrote a value.</summary>
internal enum Direction
{
    /// <summary>The client: required fields are there, fields that are only read are not.</summary>
    Request,

    /// <summary>The service: every documented field is there, null included; fields that are only written are not.</summary>
    Answer,
}
