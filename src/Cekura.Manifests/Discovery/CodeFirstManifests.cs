using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Cekura.Manifests.Manifest;

namespace Cekura.Manifests.Discovery;

/// <summary>
/// Manifests that the code of a test dll names with <c>[CekuraManifest]</c>: they run as its NUnit tests, and not a second time. The dll is
/// read, not loaded.
/// </summary>
internal static class CodeFirstManifests
{
    private const string Library = "Cekura.NUnit";
    private const string AttributeName = "CekuraManifestAttribute";

    /// <summary>The container without the manifests that its code names, and without the suites that these list.</summary>
    public static TestContainer LeaveToCode(TestContainer container)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(container.Source))!;
        var named = NamedIn(container.Source)
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

    private static List<string> NamedIn(string assembly)
    {
        try
        {
            using var portable = new PEReader(File.OpenRead(assembly));
            return portable.HasMetadata ? [.. NamedIn(portable.GetMetadataReader())] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            // Whoever loads it will say so.
            return [];
        }
    }

    private static IEnumerable<string> NamedIn(MetadataReader dll)
    {
        if (!dll.AssemblyReferences.Any(reference => dll.StringComparer.Equals(dll.GetAssemblyReference(reference).Name, Library)))
        {
            yield break;
        }

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
        && dll.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
        && dll.StringComparer.Equals(dll.GetTypeReference((TypeReferenceHandle)type).Name, AttributeName);
}
