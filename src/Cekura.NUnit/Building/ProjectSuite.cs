namespace Cekura.NUnit.Building;

/// <summary>The manifest or suite that a test comes from whose verdict alone decides.</summary>
/// <param name="Name">Its name, the first level of the test's.</param>
/// <param name="Notes">What is said of the project before its tests start.</param>
internal sealed record ProjectSuite(string Name, IReadOnlyList<ProjectNote> Notes);
