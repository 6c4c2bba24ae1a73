using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.TestHost;

namespace Cekura.Cli.Comparing;

/// <summary>The command around the run of one side: what is to say goes to standard error, with the side's letter.</summary>
internal sealed class LiveHost(CommandEnvironment environment, string letter) : IProjectHost
{
    public bool ReachesLog => false;

    public void Message(MessageSeverity severity, string text)
    {
        const string Product = "Cekura: ";
        var words = text.StartsWith(Product, StringComparison.Ordinal) ? text[Product.Length..] : text;
        environment.Error.WriteLine($"cekura: {letter}: {UntrustedText.Line(words, 1000)}");
    }

    public void Attach(string path, string description) { }

    public void Written(string path, string description) { }
}
