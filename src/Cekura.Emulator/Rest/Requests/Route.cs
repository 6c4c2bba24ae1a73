using System.Globalization;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>What one method of one path does.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Below the version, or the whole path where it begins with a slash; it ends in one. <c>{id}</c> and <c>{turn}</c>
/// stand for numbers.</param>
/// <param name="Answer">Answers; the numbers are those of <c>{id}</c> and <c>{turn}</c>, else 0. Throws
/// <see cref="RefusedException"/>.</param>
internal sealed record Route(string Method, string Path, Func<ApiRequest, long, long, ApiAnswer> Answer)
{
    private readonly string[] _segments = Path.Split('/');

    public Route(string method, string path, Func<ApiRequest, long, ApiAnswer> answer)
        : this(method, path, (request, id, _) => answer(request, id)) { }

    /// <summary>The numbers of the path, 0 for those that it has not, or null when this is another path.</summary>
    public (long Id, long Turn)? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _segments.Length)
        {
            return null;
        }

        var (id, turn) = (0L, 0L);
        for (var i = 0; i < _segments.Length; i++)
        {
            var fits = _segments[i] switch
            {
                "{id}" => IsNumber(segments[i], out id),
                "{turn}" => IsNumber(segments[i], out turn),
                var word => segments[i] == word,
            };
            if (!fits)
            {
                return null;
            }
        }

        return (id, turn);
    }

    private static bool IsNumber(string segment, out long number) =>
        long.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
