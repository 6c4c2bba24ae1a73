namespace Cekura.Models.Endpoint;

/// <summary>How an endpoint is told what an answer must be like, the surest first.</summary>
internal enum AnswerForm
{
    /// <summary><c>response_format</c> with the schema.</summary>
    Schema,

    /// <summary><c>response_format</c> of any object; the schema stands in the rules.</summary>
    Object,

    /// <summary>In words alone.</summary>
    Words,
}
