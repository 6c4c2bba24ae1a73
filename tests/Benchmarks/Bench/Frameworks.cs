namespace Cekura.Benchmarks.Bench;

/// <summary>What is compared.</summary>
internal static class Frameworks
{
    /// <summary>An adapter that only reports: what the platform itself costs.</summary>
    public static readonly IFramework Floor = new FloorFramework();

    public static readonly IFramework NUnit = new AttributeFramework(
        "NUnit 4.6.1",
        [("NUnit", "4.6.1"), ("NUnit3TestAdapter", "6.3.1")],
        "using NUnit.Framework;",
        "[TestFixture]",
        "[Test]"
    );

    public static readonly IFramework MSTest = new AttributeFramework(
        "MSTest 4.4.1",
        [("MSTest.TestFramework", "4.4.1"), ("MSTest.TestAdapter", "4.4.1")],
        "using Microsoft.VisualStudio.TestTools.UnitTesting;",
        "[TestClass]",
        "[TestMethod]"
    );

    public static readonly IFramework XUnit = new AttributeFramework(
        "xunit 2.9.3",
        [("xunit", "2.9.3"), ("xunit.runner.visualstudio", "3.1.5")],
        "using Xunit;",
        "",
        "[Fact]"
    );

    /// <summary>Those that run on Microsoft.Testing.Platform, NUnit among them.</summary>
    public static readonly IReadOnlyList<IFramework> OnPlatform =
    [
        new AttributeFramework(
            "MSTest 4.5.2",
            [("MSTest.TestFramework", "4.5.2"), ("MSTest.TestAdapter", "4.5.2")],
            "using Microsoft.VisualStudio.TestTools.UnitTesting;",
            "[TestClass]",
            "[TestMethod]",
            "<EnableMSTestRunner>true</EnableMSTestRunner>"
        ),
        new AttributeFramework(
            NUnit.Name,
            [("NUnit", "4.6.1"), ("NUnit3TestAdapter", "6.3.1")],
            "using NUnit.Framework;",
            "[TestFixture]",
            "[Test]",
            "<EnableNUnitRunner>true</EnableNUnitRunner>"
        ),
        new AttributeFramework("xunit.v3 4.0.2", [("xunit.v3", "4.0.2")], "using Xunit;", "", "[Fact]", ""),
        new AttributeFramework("TUnit 1.81.10", [("TUnit", "1.81.10")], "using TUnit.Core;", "", "[Test]", ""),
    ];
}
