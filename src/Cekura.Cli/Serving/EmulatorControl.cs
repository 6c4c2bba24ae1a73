using Cekura.Emulator;
using Microsoft.AspNetCore.Http;

namespace Cekura.Cli.Serving;

/// <summary>What is asked of the emulator itself, and not of the service that it stands for.</summary>
internal sealed class EmulatorControl(CekuraEmulator emulator, string seed)
{
    /// <summary>
    /// Answers <c>POST /__emulator/reset</c> (back to the seed) and <c>POST /__emulator/reload</c> (reads the seed anew); leaves everything
    /// else.
    /// </summary>
    /// <returns>Whether the request was for the emulator itself.</returns>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/__emulator", StringComparison.Ordinal, out var rest))
        {
            return false;
        }

        var (status, text) = (context.Request.Method, rest.Value?.Trim('/')) switch
        {
            ("POST", "reset") => Do(emulator.Reset, "Reset.\n"),
            ("POST", "reload") => Do(() => emulator.Reload(EmulatorSeed.Load(seed)), "Read the seed anew.\n"),
            _ => (404, "There are POST /__emulator/reset and POST /__emulator/reload.\n"),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text, context.RequestAborted);
        return true;
    }

    private static (int Status, string Text) Do(Action action, string done)
    {
        try
        {
            action();
            return (200, done);
        }
        catch (EmulatorSeedException e)
        {
            // The emulator goes on with the seed that it has.
            return (400, $"{e.Message}\n");
        }
    }
}
