namespace Cekura.Emulator.Rest.Requests;

/// <summary>Finds what answers a request. Knows the twins of every path: version 2 and the suffix <c>-external</c>.</summary>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    private const string Suffix = "-external";

    private static readonly string[] Roots = ["/test_framework/v1/", "/test_framework/v2/"];

    public async Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = Route(request);
            return answer.Later is { } later ? await later(cancellationToken).ConfigureAwait(false) : answer;
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
    }

    private ApiAnswer Route(ApiRequest request)
    {
        if (!request.HasCredentials)
        {
            return ApiAnswer.WithDetail(401, "Authentication credentials were not provided.");
        }

        var (versioned, whole) = (Segments(request.Path), request.Path.Split('/'));
        var matches = routes
            .Select(route => (Route: route, Numbers: route.Match(route.Path.StartsWith('/') ? whole : versioned)))
            .Where(match => match.Numbers is not null)
            .ToList();
        if (matches.Count == 0)
        {
            return ApiAnswer.WithDetail(404, $"The emulator has no {request.Path}. {Hint(request.Path)}");
        }

        return matches.Find(match => match.Route.Method == request.Method) is { Route: { } found, Numbers: var (id, turn) }
            ? found.Answer(request, id, turn)
            : ApiAnswer.WithDetail(405, $"Method \"{request.Method}\" not allowed.");
    }

    private static string Hint(string path) =>
        path.EndsWith('/')
            ? "It starts runs (scenarios/run_scenarios…/) and reads scenarios, personalities, test profiles, metrics, agents, runs and results; runs of API chat take messages at runs/{id}/chat/."
            : "Every path of the API ends in a slash.";

    private static string[] Segments(string path)
    {
        if (Roots.FirstOrDefault(root => path.StartsWith(root, StringComparison.Ordinal)) is not { } root)
        {
            return [];
        }

        var segments = path[root.Length..].Split('/');
        if (segments[0].EndsWith(Suffix, StringComparison.Ordinal))
        {
            segments[0] = segments[0][..^Suffix.Length];
        }

        return segments;
    }
}
