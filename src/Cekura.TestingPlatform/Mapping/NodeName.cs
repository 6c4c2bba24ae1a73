namespace Cekura.TestingPlatform.Mapping;

/// <summary>
/// The full name of a test as the levels of a tree: suite and folders as the namespace, the scenario as the class, the caller as the
/// method. VSTest takes names apart in the same way.
/// </summary>
internal sealed record NodeName(string Namespace, string Type, string Method)
{
    /// <summary>Type and namespace.</summary>
    public string FullType => Namespace.Length == 0 ? Type : $"{Namespace}.{Type}";

    /// <summary>Takes a name apart.</summary>
    public static NodeName Of(string fullName)
    {
        var method = fullName.LastIndexOf('.');
        if (method < 0)
        {
            return new NodeName("", fullName, fullName);
        }

        var type = fullName.LastIndexOf('.', method - 1);
        return new NodeName(type < 0 ? "" : fullName[..type], fullName[(type + 1)..method], fullName[(method + 1)..]);
    }
}
