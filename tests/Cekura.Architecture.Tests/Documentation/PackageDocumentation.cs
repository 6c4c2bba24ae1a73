using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Cekura.Architecture.Tests.Documentation;

/// <summary>The public members of an assembly of ours, and the documentation that is packed beside it.</summary>
internal sealed class PackageDocumentation : IDisposable
{
    private readonly AssemblyDefinition _assembly;
    private readonly Dictionary<string, XElement> _documentation;

    public PackageDocumentation(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        _assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
        _documentation = XDocument
            .Load(Path.ChangeExtension(path, ".xml"))
            .Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
    }

    public IReadOnlyList<PublicMember> Types => [.. _assembly.MainModule.Types.Where(type => type.IsPublic).Select(Of)];

    // What the compiler adds to records and enumerations is nobody's to document.
    public IReadOnlyList<PublicMember> Members =>
        [
            .. from type in _assembly.MainModule.Types
            where type.IsPublic
            from member in (IEnumerable<IMemberDefinition>)[.. type.Fields, .. type.Properties, .. type.Methods]
            where
                IsVisible(member)
                && !member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute")
                && !(type.IsEnum && member.Name == "value__")
                && IsWritten(type, member)
            select Of(member),
        ];

    public void Dispose() => _assembly.Dispose();

    private PublicMember Of(IMemberDefinition member) =>
        new(member, _documentation.GetValueOrDefault(DocCommentId.GetDocCommentId(member)), _documentation);

    // A constructor without parameters may be the compiler's, and so are accessors.
    private static bool IsWritten(TypeDefinition type, IMemberDefinition member) =>
        member is not MethodDefinition method
        || (
            !method.IsGetter
            && !method.IsSetter
            && !(method.IsConstructor && method.Parameters.Count == 0)
            && !(type.IsValueType && method.IsConstructor && method.Body.CodeSize == 0)
        );

    private static bool IsVisible(IMemberDefinition member) =>
        member switch
        {
            FieldDefinition field => field.IsPublic,
            MethodDefinition method => method.IsPublic,
            PropertyDefinition property => property.GetMethod?.IsPublic == true || property.SetMethod?.IsPublic == true,
            _ => false,
        };
}
