namespace Cekura.TestHost.Tests;

/// <summary>What the command line of the test platform tells of whoever started it.</summary>
public sealed class LauncherTests
{
    private const string ByDotnetTest =
        "dotnet exec vstest.console.dll --framework:.NETCoreApp,Version=v10.0 a.dll --logger:Console;Verbosity=minimal --nologo";

    [Theory]
    [InlineData("dotnet exec vstest.console.dll a.dll --testSessionCorrelationId:4711_0a1b", 4711)]
    [InlineData("dotnet exec vstest.console.dll a.dll --TestSessionCorrelationId:4711_0a1b_2", 4711)]
    [InlineData("dotnet exec vstest.console.dll a.dll --testSessionCorrelationId:mine", null)]
    [InlineData("dotnet exec vstest.console.dll a.dll", null)]
    public void The_id_of_a_test_session_begins_with_the_process_that_gave_it(string command, int? launcher) =>
        Assert.Equal(launcher, Launcher.LauncherOf(command.Split(' ')));

    [Theory]
    [InlineData("Clinic.Tests --server dotnettestcli --dotnet-test-pipe /tmp/1", true)]
    [InlineData("Clinic.Tests --server --client-port 5000", false)]
    [InlineData("Clinic.Tests --filter Name~Book", false)]
    public void A_program_of_tests_has_a_launcher_when_dotnet_test_listens_to_it(string command, bool has) =>
        Assert.Equal(has, Launcher.IsOfDotnetTest(command.Split(' ')));

    [Theory]
    [InlineData("Clinic.Tests --hangdump --internal-testhostcontroller-pid 4711", 4711)]
    [InlineData("Clinic.Tests --hangdump", null)]
    public void A_program_that_is_watched_over_has_a_launcher_of_its_own(string command, int? controller) =>
        Assert.Equal(controller, Launcher.ControllerOf(command.Split(' ')));

    [Theory]
    [InlineData(ByDotnetTest, false, true, true)]
    [InlineData("dotnet exec vstest.console.dll a.dll", false, false, true)]
    [InlineData("dotnet exec vstest.console.dll a.dll", false, true, false)]
    [InlineData("dotnet exec vstest.console.dll a.dll", true, false, false)]
    [InlineData("dotnet exec vstest.console.dll /parentprocessid:12 /port:5 --nologo", false, false, false)]
    public void A_platform_without_its_launcher_is_told_from_one_that_never_had_one(
        string command,
        bool leadsSession,
        bool isInSessionOfParent,
        bool isOrphan
    ) => Assert.Equal(isOrphan, Launcher.IsOrphan(command.Split(' '), leadsSession, isInSessionOfParent));
}
