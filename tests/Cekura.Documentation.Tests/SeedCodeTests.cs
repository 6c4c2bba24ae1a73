using Cekura.Emulator.Seed;
using Cekura.Manifests.Text;

namespace Cekura.Documentation.Tests;

public sealed class SeedCodeTests
{
    [Fact]
    public void The_emulator_s_codes_are_those_of_the_list() => Assert.Equal(
        typeof(SeedDiagnosticCodes).GetFields().Select(field => (field.Name, field.GetRawConstantValue())),
        typeof(SeedCode).GetFields().Select(field => (field.Name, field.GetRawConstantValue())));
}
