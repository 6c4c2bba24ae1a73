using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>Takes the API key out of what is written.</summary>
internal static class KeyRedaction
{
    // A shorter key, such as people give an emulator, may be a word of what is written.
    private const int MinUnmistakable = 16;

    /// <summary>
    /// What takes a key out of texts, however it is spelled there. Without a key, and of one that may be a word, they stay as they are.
    /// </summary>
    public static Func<string, string> Of(string? key)
    {
        if (key is not { Length: >= MinUnmistakable })
        {
            return text => text;
        }

        var finder = new SecretFinder(key);
        return text => finder.Replace(text, Redaction.Mark);
    }
}
