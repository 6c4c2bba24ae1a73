using Cekura.Manifests.Text;

namespace Cekura.TestingPlatform.Execution;

/// <summary>
/// Words for <c>dotnet test</c>. It shows nothing of what a program passes to the platform as output, and when the program failed, what it
/// wrote: so only what people have to see is written.
/// </summary>
internal sealed class CommandWords(TextWriter output) : IWords
{
    public Task SayAsync(MessageSeverity severity, string text) =>
        severity == MessageSeverity.Information ? Task.CompletedTask : output.WriteLineAsync(text);
}
