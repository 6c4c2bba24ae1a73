using NUnit.Framework;

namespace Cekura.NUnit.Tests.Fixtures;

public sealed class Held : CekuraManifestTests;

public sealed class Held_twice : CekuraManifestTests;

public abstract class Between : CekuraManifestTests;

public sealed class Held_by_way_of_another : Between;

[TestFixture(typeof(int))]
public sealed class A_generic_one<T> : CekuraManifestTests;
