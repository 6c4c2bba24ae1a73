using Cekura.Models.Options;
using Cekura.Models.Text;

namespace Cekura.Models.Endpoint;

/// <summary>Where an endpoint is, and how it is asked.</summary>
/// <param name="Address">Its base address, such as <c>http://localhost:11434/v1</c>.</param>
/// <param name="Key">The key; null: none is sent.</param>
internal sealed record EndpointOptions(Uri Address, string? Key)
{
    private const string Operation = "/chat/completions";

    /// <summary>Where the key comes from, for messages.</summary>
    public string KeyVariable { get; init; } = ModelSettings.DefaultKeyVariable;

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = ModelSettings.DefaultTimeout;

    /// <summary>How long to wait before the first retry where the endpoint does not say; the double before each other one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where questions go. A query of the base address, such as the version of an API, stays.</summary>
    public Uri Questions { get; } =
        Address.AbsolutePath.TrimEnd('/') is var path && path.EndsWith(Operation, StringComparison.Ordinal)
            ? Address
            : new UriBuilder(Address) { Path = path + Operation }.Uri;

    /// <summary>Why the key cannot be sent, for people; null: it can.</summary>
    public string? Problem =>
        Key is null ? null
        : !Key.All(letter => letter is > ' ' and < '\x7f')
            ? $"the environment variable {KeyVariable} holds white space or characters that no key has. Copy the key again, alone and on one line."
        : Address.Scheme == Uri.UriSchemeHttp && !Address.IsLoopback
            ? $"{Shown} is no https address, so the key of {KeyVariable} could be read on its way. Write https://, or unset the variable where the endpoint wants no key."
        : null;

    /// <summary>The address in messages.</summary>
    public string Shown => ModelText.Shown(Address).TrimEnd('/');

    /// <summary>A text of the endpoint in messages.</summary>
    public string Excerpt(string text) => ModelText.Excerpt(ModelText.Without(text, Key));
}
