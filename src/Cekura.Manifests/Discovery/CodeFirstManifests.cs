using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Cekura.Manifests.Manifest;

namespace Cekura.Manifests.Discovery;

/// <summary>
/// Manifests that the code of a test dll names with <c>[CekuraManifest]</c>, or all of them when it has a fixture for them: they run as its
/// NUnit tests, and not a second time. The dll is read, not loaded.
/// </summary>
internal static class CodeFirstManifests
{
    private const string Library = "Cekura.NUnit";
    private const string AttributeName = "CekuraManifestAttribute";
    private const string FixtureName = "CekuraManifestTests";

    /// <summary>The container without what its code runs.</summary>
    public static TestContainer LeaveToCode(TestContainer container)
    {
        var code = Read(container.Source);
        return code.HasFixture
            ? container with
            {
                Manifests = [],
                Suites = [],
                IsLeftToCode = true,
                IsHeldByFixture = true,
            }
            : LeaveToMethods(container, code.Manifests);
    }

    /// <summary>The container without the manifests that its methods name, and without the suites that these list.</summary>
    public static TestContainer LeaveToMethods(TestContainer container) => LeaveToMethods(container, Read(container.Source).Manifests);

    private static TestContainer LeaveToMethods(TestContainer container, IReadOnlyList<string> manifests)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(container.Source))!;
        var named = manifests
            .SelectMany(path => new[] { Path.GetFullPath(path, container.ProjectDirectory), Path.GetFullPath(path, folder) })
            .ToHashSet(StringComparer.Ordinal);
        var left = container.Manifests.Where(file => named.Contains(file.SourcePath)).ToList();
        if (left.Count == 0)
        {
            return container;
        }

        var suites = left.SelectMany(SuitesOf).ToHashSet(StringComparer.Ordinal);
        return container with
        {
            Manifests = [.. container.Manifests.Except(left)],
            Suites = [.. container.Suites.Where(suite => !suites.Contains(suite.SourcePath))],
            IsLeftToCode = true,
        };
    }

    private static IEnumerable<string> SuitesOf(SourceFile file) =>
        new ManifestReader().Read(file.CopyPath, file.SourcePath).Manifest?.Suites.Select(suite => file.Of(suite).SourcePath) ?? [];

    private static Code Read(string assembly)
    {
        try
        {
            using var portable = new PEReader(File.OpenRead(assembly));
            return portable.HasMetadata && portable.GetMetadataReader() is var dll && IsReferring(dll)
                ? new Code([.. NamedIn(dll)], HasFixture(dll))
                : Code.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            // Whoever loads it will say so.
            return Code.None;
        }
    }

    private static bool IsReferring(MetadataReader dll) =>
        dll.AssemblyReferences.Any(reference => dll.StringComparer.Equals(dll.GetAssemblyReference(reference).Name, Library));

    private static IEnumerable<string> NamedIn(MetadataReader dll)
    {
        foreach (var attribute in dll.CustomAttributes.Select(dll.GetCustomAttribute).Where(attribute => IsManifest(dll, attribute)))
        {
            // Past the mark that every value starts with stands the first argument of the constructor.
            var value = dll.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            if (value.ReadSerializedString() is { } path)
            {
                yield return path;
            }
        }
    }

    private static bool IsManifest(MetadataReader dll, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && IsNamed(dll, dll.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent, AttributeName);

    // The fixture itself does not run when it derives in another way, is generic, or stands twice, and says so.
    private static bool HasFixture(MetadataReader dll) =>
        dll
            .TypeDefinitions.Select(dll.GetTypeDefinition)
            .Any(type =>
                !type.Attributes.HasFlag(TypeAttributes.Abstract)
                && type.GetGenericParameters().Count == 0
                && IsNamed(dll, type.BaseType, FixtureName)
            );

    private static bool IsNamed(MetadataReader dll, EntityHandle type, string name) =>
        type.Kind == HandleKind.TypeReference && dll.StringComparer.Equals(dll.GetTypeReference((TypeReferenceHandle)type).Name, name);

    private sealed record Code(IReadOnlyList<string> Manifests, bool HasFixture)
    {
        public static Code None { get; } = new([], HasFixture: false);
    }
}
