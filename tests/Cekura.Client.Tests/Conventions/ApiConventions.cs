using System.Reflection;
using System.Xml.Linq;

namespace Cekura.Client.Tests.Conventions;

public sealed class ApiConventions
{
    private static readonly Assembly Client = typeof(CekuraClient).Assembly;

    [Fact]
    public void Every_public_type_and_property_is_documented()
    {
        var documented = XDocument
            .Load(Path.ChangeExtension(Client.Location, ".xml"))
            .Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);

        var members = Client
            .GetExportedTypes()
            .SelectMany(type =>
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Select(property => $"P:{type.FullName}.{property.Name}")
                    .Prepend($"T:{type.FullName}")
            );

        Assert.Empty(members.Except(documented));
    }

    [Fact]
    public void Every_public_class_is_sealed_or_a_root_that_cannot_be_extended_elsewhere() =>
        Assert.Empty(
            Client
                .GetExportedTypes()
                .Where(type => !type.IsSealed && !(type.IsAbstract && type.GetConstructors().Length == 0))
                .Select(type => type.FullName)
        );

    [Fact]
    public void Every_call_can_be_cancelled()
    {
        var calls = Client
            .GetExportedTypes()
            .Where(type => type.Name.EndsWith("Resource", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.All(calls, call =>
        {
            Assert.EndsWith("Async", call.Name, StringComparison.Ordinal);
            var last = call.GetParameters()[^1];
            Assert.Equal((typeof(CancellationToken), true), (last.ParameterType, last.HasDefaultValue));
        });
    }

    [Fact]
    public void Exceptions_have_one_class_for_each_kind_of_failure() =>
        Assert.Equal(
            [
                "CekuraAuthenticationException",
                "CekuraBillingException",
                "CekuraConfigurationException",
                "CekuraConflictException",
                "CekuraForbiddenException",
                "CekuraNotFoundException",
                "CekuraRateLimitedException",
                "CekuraTransientException",
                "CekuraUnknownOutcomeException",
                "CekuraValidationException",
                "RecordingException",
            ],
            Client
                .GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(CekuraException)))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );
}
