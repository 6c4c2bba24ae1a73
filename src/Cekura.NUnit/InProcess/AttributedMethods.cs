using System.Reflection;

namespace Cekura.NUnit.InProcess;

/// <summary>The methods of an assembly that have an attribute of ours.</summary>
internal static class AttributedMethods
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Those of an assembly that is loaded; what the compiler makes of lambdas has none.</summary>
    /// <param name="path">Where it lies.</param>
    public static IReadOnlyList<(MethodInfo Method, T Attribute)> In<T>(string path)
        where T : Attribute =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => !assembly.IsDynamic && assembly.Location == path) is { } loaded
            ?
            [
                .. loaded
                    .GetTypes()
                    .Where(type => !type.Name.StartsWith('<'))
                    .SelectMany(type => type.GetMethods(Declared))
                    .Where(method => method.IsDefined(typeof(T), inherit: false))
                    .Select(method => (method, method.GetCustomAttribute<T>(inherit: false)!)),
            ]
            : [];
}
