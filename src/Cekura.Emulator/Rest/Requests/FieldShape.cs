namespace Cekura.Emulator.Rest.Requests;

/// <summary>What a field of a form holds.</summary>
internal enum FieldShape
{
    /// <summary>One text, as it stands.</summary>
    Single,

    /// <summary>A list: the field once for each entry, or one JSON list.</summary>
    List,

    /// <summary>An object, or a list of objects, as JSON.</summary>
    Json,
}
