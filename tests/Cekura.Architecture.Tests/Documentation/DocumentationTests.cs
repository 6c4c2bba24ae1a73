using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Cekura.Architecture.Tests.Documentation;

/// <summary>
/// What can be checked of the documentation that the packages bring along: that it says something, in which unit, what is thrown, and where
/// it comes from.
/// </summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Numbers = ["Int32", "Int64", "Double", "Decimal"];
    private static readonly string[] Asynchronous =
    [
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.Collections.Generic.IAsyncEnumerable",
    ];

    public static TheoryData<string> WithoutPapers =>
        ["Cekura.Client", "Cekura.NUnit", "Cekura.NUnit.TestAdapter", "Cekura.TestAdapter", "Cekura.Guard"];

    public static TheoryData<string> Packages => ["Cekura.Client", "Cekura.Emulator", "Cekura.TestAdapter", "Cekura.NUnit"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Everything_is_described(string package)
    {
        using var documentation = new PackageDocumentation(package);

        None(
            documentation
                .Types.Concat(documentation.Members)
                .Where(member => !member.Inherits && member.Text.Length == 0)
                .Select(member => member.Id)
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_number_has_a_unit_or_a_range(string package)
    {
        using var documentation = new PackageDocumentation(package);

        None(
            documentation
                .Members.Where(member => IsOf(member, Numbers) && !member.Inherits && !UnitOrRange().IsMatch(member.Text))
                .Select(member => $"{member.Id}: {member.Text}")
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_moment_has_a_time_zone(string package)
    {
        using var documentation = new PackageDocumentation(package);

        None(
            documentation
                .Members.Where(member => IsOf(member, nameof(DateTimeOffset)) && !member.Text.Contains("UTC", StringComparison.Ordinal))
                .Select(member => $"{member.Id}: {member.Text}")
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_a_member_throws_is_documented(string package)
    {
        using var documentation = new PackageDocumentation(package);

        None(
            from member in documentation.Members
            where !member.Inherits
            from thrown in ThrownExceptions.Of(member.Definition)
            where !Families(thrown).Intersect(member.Exceptions).Any()
            select $"{member.Id} throws {thrown.Name}"
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_waits_for_something_says_how_it_fails(string package)
    {
        using var documentation = new PackageDocumentation(package);

        None(
            documentation
                .Members.Where(member =>
                    member.Definition is MethodDefinition method
                    && Asynchronous.Any(type => method.ReturnType.FullName.StartsWith(type, StringComparison.Ordinal))
                )
                .Where(member =>
                    !member.Inherits && member.Exceptions.Count == 0 && !member.Text.Contains("Never throws", StringComparison.Ordinal)
                )
                .Select(member => member.Id)
        );
    }

    [Fact]
    public void What_speaks_for_the_service_names_an_operation_or_a_public_page()
    {
        using var documentation = new PackageDocumentation("Cekura.Client");

        None(
            documentation
                .Types.Where(type => !IsOfTheClient(type) && !OperationOrPage().IsMatch(type.Text))
                .Select(type => $"{type.Id}: {type.Text}")
        );
    }

    [Theory]
    [MemberData(nameof(WithoutPapers))]
    public void No_source_cites_a_paper_that_readers_do_not_have(string project)
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        None(
            from file in sources
            from line in File.ReadLines(file).Index()
            where Paper().IsMatch(line.Item)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}"
        );
    }

    private static void None(IEnumerable<string> wanting)
    {
        var all = wanting.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static bool IsOf(PublicMember member, params string[] types) =>
        member.Definition is PropertyDefinition { Parameters.Count: 0 } property
        && types.Contains(
            (
                property.PropertyType is GenericInstanceType { Name: "Nullable`1" } nullable
                    ? nullable.GenericArguments[0]
                    : property.PropertyType
            ).Name
        );

    /// <summary>An exception and those that it is a kind of, except the one that says nothing.</summary>
    private static IEnumerable<string> Families(TypeReference thrown)
    {
        for (var type = thrown; type is not null && type.FullName != "System.Exception"; type = type.Resolve().BaseType)
        {
            yield return type.FullName;
        }
    }

    // How the client works and fails; an exception says which status it stands for.
    private static bool IsOfTheClient(PublicMember type) =>
        type.Definition.Name is "CekuraClientOptions" or "RetryOptions"
        || type.Definition.Name.EndsWith("Exception", StringComparison.Ordinal);

    // What is counted, measured or identified, or between which values it lies.
    [GeneratedRegex(
        @"\b(ids?|at least|at most|above|below|from -?\d+|\d+ (to|or) \d+|up to|seconds|bytes|ms|characters|currency|unit|number of|how many|number|count|\d+ met)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex UnitOrRange();

    [GeneratedRegex(
        @"\b(GET|POST) /(test_framework|user)/|https://docs\.cekura\.ai\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex OperationOrPage();

    // "(contract, section 6)", "(D8)", "discrepancy D8".
    [GeneratedRegex(
        @"\b(contract|protocols|verdict|cli),? sections?\b|\(D\d+\)|\bdiscrepanc(y|ies) D\d",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Paper();
}
