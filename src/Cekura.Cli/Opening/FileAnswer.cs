using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Cekura.Cli.Opening;

/// <summary>Hands a file out, or the part that is asked for: a player does so to begin in the middle of a recording.</summary>
internal static class FileAnswer
{
    private const int BlockSize = 81920;

    public static async Task WriteAsync(HttpContext context, FileStream file)
    {
        var (length, response) = (file.Length, context.Response);
        response.Headers.AcceptRanges = "bytes";
        var (from, to) = Part(context.Request.Headers.Range.ToString(), length) ?? (0, length - 1);
        if (from > to)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{length}");
            return;
        }

        if (from > 0 || to < length - 1)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{length}");
        }

        response.ContentLength = to - from + 1;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        file.Position = from;
        var block = new byte[BlockSize];
        for (var left = to - from + 1; left > 0; )
        {
            var read = await file.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, left)), context.RequestAborted);
            if (read == 0)
            {
                break;
            }

            await response.Body.WriteAsync(block.AsMemory(0, read), context.RequestAborted);
            left -= read;
        }
    }

    // Several parts at once, and what cannot be understood, are answered with the whole file.
    private static (long From, long To)? Part(string header, long length)
    {
        if (!RangeHeaderValue.TryParse(header, out var range) || range is not { Unit: "bytes", Ranges: { Count: 1 } ranges })
        {
            return null;
        }

        var only = ranges.First();
        return only.From is { } from
            ? (from, Math.Min(only.To ?? length - 1, length - 1))
            : (Math.Max(0, length - only.To!.Value), length - 1);
    }
}
