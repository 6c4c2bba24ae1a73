namespace Cekura.NUnit;

/// <summary>One question to a language model that plays a caller or judges.</summary>
public sealed class ModelQuestion
{
    internal ModelQuestion(string? model, bool isJudge, IReadOnlyList<ModelMessage> messages, string schemaName, string schema) =>
        (Model, IsJudge, Messages, SchemaName, Schema) = (model, isJudge, messages, schemaName, schema);

    /// <summary>Name of the model that the settings or the seed name; null: none is named.</summary>
    public string? Model { get; }

    /// <summary>Whether the model judges a conversation that is over; false: it plays a caller.</summary>
    public bool IsJudge { get; }

    /// <summary>The whole conversation with the model, the oldest first. The rules ask for JSON of <see cref="Schema"/>.</summary>
    public IReadOnlyList<ModelMessage> Messages { get; }

    /// <summary>Name of the schema, for endpoints that want one.</summary>
    public string SchemaName { get; }

    /// <summary>JSON schema of the answer, an object.</summary>
    public string Schema { get; }

    /// <summary>How much chance there is to be, from 0 to 2; null: the model's default.</summary>
    public double? Temperature { get; internal init; }

    /// <summary>The same number asks for the same answer, where the model takes it; null: there is none.</summary>
    public int? Seed { get; internal init; }
}
