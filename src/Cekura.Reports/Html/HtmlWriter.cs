using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Reports.Html;

/// <summary>
/// Writes HTML. What stands in an interpolation is text, whoever wrote it, and is encoded: there is no way to pass markup in a value.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    // Most values of a page are made of these alone: they steer nothing, sign nothing and mean nothing in HTML.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,-_%"
    );

    private readonly StringBuilder _pending = new();

    /// <summary>Markup with values in it.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Interpolation markup) => output.Write(markup.Pending);

    /// <summary>Markup of our own, without values.</summary>
    public void Markup([ConstantExpected] string markup) => output.Write(markup);

    /// <summary>A style sheet of ours.</summary>
    public void Style(string content) => output.Write($"<style>{content}</style>");

    /// <summary>A script of ours.</summary>
    public void Script(string content) => output.Write($"<script>{content}</script>");

    /// <summary>Data of ours that nothing shows, in the characters of Base64 alone.</summary>
    public void Data(string id, string base64)
    {
        Write($"<template class=\"pack\" id=\"{id}\">");
        output.Write(base64);
        Markup("</template>");
    }

    /// <summary>Takes literals as they are and values encoded, as the compiler hands them over.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Interpolation
    {
        public Interpolation(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = literalLength + formattedCount;
            Pending = writer._pending.Clear();
        }

        public StringBuilder Pending { get; }

        public void AppendLiteral(string markup) => Pending.Append(markup);

        public void AppendFormatted(string? text)
        {
            var isPlain = text is [not ' ', ..] && !text.AsSpan().ContainsAnyExcept(Plain);
            Pending.Append(isPlain ? text : WebUtility.HtmlEncode(Joined(UntrustedText.Lines(text))));
        }

        private static string Joined(IReadOnlyList<string> lines) => lines.Count == 1 ? lines[0] : string.Join('\n', lines);

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => AppendFormatted(value, format: null);

        public void AppendFormatted<T>(T value, string? format)
            where T : struct, IFormattable
        {
            // A page has very many numbers, and none of them can mean markup.
            if (format is null && (typeof(T) == typeof(int) || typeof(T) == typeof(long)))
            {
                Pending.Append(CultureInfo.InvariantCulture, $"{value}");
            }
            else
            {
                AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));
            }
        }
    }
}
