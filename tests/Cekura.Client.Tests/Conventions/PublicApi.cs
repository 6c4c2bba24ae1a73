using System.Reflection;
using System.Text;
using Cekura.Testing;

namespace Cekura.Client.Tests.Conventions;

/// <summary>The public surface as a text file, so that a change to it shows in review.</summary>
public sealed class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public Task Client()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(CekuraClient).Assembly.GetExportedTypes().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append(type.IsEnum ? "enum " : "class ").AppendLine(type.Name);
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").AppendLine(line);
            }
        }

        return Verifier.Verify(text.ToString());
    }

    private static string[] Members(Type type) => type.IsEnum
        ? Enum.GetNames(type)
        :
        [
            .. type.GetConstructors().Where(IsWritten).Select(constructor => $"new({Parameters(constructor)})"),
            .. type.GetFields(Declared).Select(field => $"{field.Name}: {Name(field.FieldType)}"),
            .. type.GetProperties(Declared).Select(property => $"{property.Name}: {Name(property.PropertyType, Nullability.Create(property))}"),
            .. type.GetMethods(Declared).Where(IsWritten).Select(method => $"{method.Name}({Parameters(method)}): {Name(method.ReturnType)}"),
        ];

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? "?" : "")}"));

    /// <summary>Leaves out accessors and what the compiler adds to records.</summary>
    private static bool IsWritten(MethodBase method) =>
        !method.IsSpecialName && method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        || (method.IsConstructor && method.DeclaringType!.GetMethod("<Clone>$") is null);

    private static string Name(Type type, NullabilityInfo? info = null)
    {
        var name = Nullable.GetUnderlyingType(type) is { } value ? $"{Name(value)}?"
            : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(argument)))}>"
            : type.Name;
        return !type.IsValueType && info?.ReadState == NullabilityState.Nullable ? $"{name}?" : name;
    }
}
