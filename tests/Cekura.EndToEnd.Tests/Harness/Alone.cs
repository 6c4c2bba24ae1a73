namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Tests that send signals or watch the clock: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone : ICollectionFixture<PackedFeed>;
