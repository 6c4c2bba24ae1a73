using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Cli.Output;
using Cekura.Reports.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cekura.Cli.Opening;

/// <summary>
/// Shows the reports of this machine to its user alone: on the loopback interface, under an address that holds a secret, and only by the
/// machine's own names, so that no page of another site reads them through a name of its own that leads here.
/// </summary>
internal sealed class ReportServer : IAsyncDisposable
{
    private const int TokenBytes = 16;

    // A report brings its own scripts and styles. Wherever it came from, it asks nothing of this server and of no other.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; media-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication _server;
    private readonly ReportShelf _shelf;
    private readonly byte[] _token;

    private ReportServer(WebApplication server, ReportShelf shelf, string token)
    {
        (_server, _shelf, Token, _token) = (server, shelf, token, Encoding.ASCII.GetBytes(token));
    }

    /// <summary>The secret of the address.</summary>
    public string Token { get; }

    /// <summary>Where the list of reports is.</summary>
    public Uri Address => new($"{_server.Urls.First()}/{Token}/");

    /// <summary>Serves until it is disposed.</summary>
    /// <exception cref="CommandException">The port is taken.</exception>
    public static async Task<ReportServer> StartAsync(ReportShelf shelf, int port, CancellationToken cancellationToken)
    {
        // Nothing of the folder that it is started in: no settings files, and nothing that watches for them.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        var web = builder.Build();
        var server = new ReportServer(web, shelf, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));
        web.Run(server.AnswerAsync);
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            await web.DisposeAsync();
            throw CommandException.Usage($"Port {port} cannot be used: {e.Message} Take another one, or 0 for any free one.");
        }

        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!IsAskedByName(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "The reports answer to 127.0.0.1 and localhost alone.");
        }
        else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "Reports can only be read.");
        }
        else if (context.Request.Path.Value?.Split('/') is not ["", var token, .. var way] || !IsToken(token))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "Open the address that \"cekura report open\" printed.");
        }
        else if (!await ShowAsync(context, way))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such report, or it is gone.");
        }
    }

    private async Task<bool> ShowAsync(HttpContext context, string[] way)
    {
        switch (way)
        {
            case [""]:
                await PageAsync(context, html => ShelfPage.Write(html, _shelf.Reports(), _shelf.Projects()));
                return true;
            case ["history", var project] when Find(_shelf.Projects(), project) is { } name:
                await PageAsync(context, html => HistoryPage.Write(html, name, _shelf.History(name)));
                return true;
            case ["report", var number, .. var rest] when Find(_shelf.Reports(), number) is { } report:
                return await ReportAsync(context, report, rest);
            default:
                return false;
        }
    }

    // The number is made of the path, so that an address stays a report's own while others come and go.
    private static ShelvedReport? Find(IReadOnlyList<ShelvedReport> reports, string number) =>
        reports.FirstOrDefault(report => ShelfPage.NumberOf(report.Path) == number);

    private static string? Find(IReadOnlyList<string> projects, string number) =>
        projects.FirstOrDefault(project => ShelfPage.NumberOf(project) == number);

    private static async Task<bool> ReportAsync(HttpContext context, ShelvedReport report, string[] way)
    {
        var name = Path.GetFileName(report.Path);
        var (path, type) =
            way is [var only] && only == name ? (report.Path, "text/html; charset=utf-8") : FileBeside.Find(report.Path, way) ?? ("", "");
        if (path.Length == 0)
        {
            return false;
        }

        try
        {
            // A player asks for parts of a recording. A running test run replaces its report: what is open stays whole.
            await TypedResults
                .File(
                    new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
                    type,
                    enableRangeProcessing: true
                )
                .ExecuteAsync(context);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task PageAsync(HttpContext context, Action<HtmlWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(new HtmlWriter(text));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }

    private bool IsAskedByName(HttpRequest request) =>
        request.Host.Host is "127.0.0.1" or "localhost" && request.Host.Port == new Uri(_server.Urls.First()).Port;

    private bool IsToken(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), _token);
}
