using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.TestingPlatform.Tests;

/// <summary>A case of a manifest, as discovery makes it.</summary>
internal static class Cases
{
    public static ScenarioCase Of(string name = "S.Booking.Book.Fast") =>
        new()
        {
            FullyQualifiedName = name,
            DisplayName = "Book [Fast]",
            ScenarioId = 101,
            ScenarioName = "Book",
            Folder = "Booking",
            Tags = ["smoke"],
            PersonalityId = 7,
            PersonalityName = "Fast",
            Mode = "text",
            Location = new SourceLocation("/project/cekura.json", 14, 5),
        };
}
