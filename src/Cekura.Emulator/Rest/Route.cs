namespace Cekura.Emulator.Rest;

/// <summary>What one method of one path does.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Below the version, with a slash at the end; <c>{id}</c> stands for a number.</param>
/// <param name="Answer">Answers; the number is that of <c>{id}</c>, else 0. Throws <see cref="RefusedException"/>.</param>
internal sealed record Route(string Method, string Path, Func<ApiRequest, long, ApiAnswer> Answer)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>The id of the path, 0 when it has none, or null when this is another path.</summary>
    public long? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _segments.Length)
        {
            return null;
        }

        long id = 0;
        for (var i = 0; i < _segments.Length; i++)
        {
            var fits = _segments[i] == "{id}"
                ? long.TryParse(segments[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out id)
                : segments[i] == _segments[i];
            if (!fits)
            {
                return null;
            }
        }

        return id;
    }
}
