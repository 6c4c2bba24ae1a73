namespace Cekura.Manifests.Text;

/// <summary>
/// What people call the values of a type. The names of types are for programmers, and those of generic ones are for machines.
/// </summary>
internal static class TypeWords
{
    /// <summary>The words for one value, without an article.</summary>
    public static string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Nullable.GetUnderlyingType(type) is { } inner ? Of(inner)
            : type.IsArray ? $"list of {Of(type.GetElementType()!)}"
            : Known(type.FullName ?? type.Name)
                ?? (type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name);
    }

    /// <summary>
    /// The words for a type as a message of a library writes it, <c>System.Nullable`1[System.Int64]</c> for example; null when nobody knows
    /// it.
    /// </summary>
    public static string? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var open = name.IndexOf('[', StringComparison.Ordinal);
        return Known(
            open >= 0 && name.StartsWith("System.Nullable", StringComparison.Ordinal)
                ? name[(open + 1)..].Split(',', ']')[0].Trim('[')
                : name
        );
    }

    private static string? Known(string name) =>
        name switch
        {
            "System.Byte" or "System.Int16" or "System.Int32" or "System.Int64" or "System.UInt16" or "System.UInt32" or "System.UInt64" =>
                "whole number",
            "System.Single" or "System.Double" or "System.Decimal" => "number",
            "System.Boolean" => "true or false",
            "System.String" or "System.Char" => "text",
            "System.Uri" => "address",
            "System.DateTime" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" => "time",
            "System.TimeSpan" => "span of time",
            "System.Guid" => "GUID",
            _ => null,
        };
}
