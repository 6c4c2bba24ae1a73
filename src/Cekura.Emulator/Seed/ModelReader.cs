using System.Text.RegularExpressions;
using Cekura.Models.Options;

namespace Cekura.Emulator.Seed;

/// <summary>Reads <c>model</c>: which language models play callers and judge.</summary>
internal static class ModelReader
{
    private const int MaxSeconds = 3600;
    private const int MaxSamples = 99;

    public static IReadOnlyList<string> Keys { get; } =
    [
        "url",
        "key_variable",
        "caller",
        "judge",
        "judge_samples",
        "max_calls",
        "max_cost",
        "prices",
        "concurrency",
        "timeout_seconds",
        "volatile",
        "cassettes",
    ];

    private static readonly string[] Secrets = ["key", "api_key", "apikey", "token"];

    public static ModelSettings Read(SeedElement? element)
    {
        if (element is null)
        {
            return new();
        }

        RefuseSecret(element);
        element.KnowOnly(Keys);
        var settings = new ModelSettings
        {
            Url = element.Get("url") is { } url ? Address(url) : null,
            KeyVariable = element.Get("key_variable") is { } variable ? Variable(variable) : null,
            CallerModel = Text(element.Get("caller")),
            JudgeModel = Text(element.Get("judge")),
            JudgeSamples = (int?)element.Get("judge_samples")?.Integer(min: 1, max: MaxSamples),
            MaxCalls = (int?)element.Get("max_calls")?.Integer(min: 1, max: int.MaxValue),
            MaxCost = (decimal?)element.Get("max_cost")?.Number(min: 0, max: int.MaxValue),
            Prices = element.Get("prices")?.Properties().ToDictionary(property => property.Key!, Price),
            Concurrency = (int?)element.Get("concurrency")?.Integer(min: 1, max: int.MaxValue),
            Timeout = element.Get("timeout_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds.Integer(min: 1, max: MaxSeconds)) : null,
            Volatile = element.Get("volatile")?.Items().Select(RuleReader.Expression).ToList<Regex>(),
            Cassettes = element.Get("cassettes") is { } folder ? Folder(folder) : null,
        };
        return settings is { MaxCost: not null, Caller: not null, Problem: { } problem }
            ? throw element.Get("max_cost")!.Error(problem, SeedCode.ModelPrice)
            : settings;
    }

    private static void RefuseSecret(SeedElement element)
    {
        if (Array.Find(Secrets, name => element.Get(name) is not null) is { } name)
        {
            throw element
                .Get(name)!
                .KeyError(
                    $"{element.Path}.{name} would stand in version control. Set the environment variable {ModelSettings.DefaultKeyVariable}, or name another one as \"key_variable\".",
                    SeedCode.WrittenSecret
                );
        }
    }

    private static Uri Address(SeedElement element) =>
        Uri.TryCreate(element.Text(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        // A key in a query would stand in version control with the address.
        && (url.Query.Length == 0 || (url.Query.StartsWith("?api-version=", StringComparison.Ordinal) && !url.Query.Contains('&')))
            ? url
            : throw element.Error(
                $"{element.Path} must be an address of http or https without user, fragment and query but api-version, such as \"http://localhost:11434/v1\".",
                SeedCode.Address
            );

    private static string Variable(SeedElement element) =>
        element.Text() is var name && name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : throw element.Error($"{element.Path} must be the name of an environment variable, and not the key itself.");

    private static string? Text(SeedElement? element) =>
        element is null ? null
        : element.Text().Trim() is { Length: > 0 } text ? text
        : throw element.Error($"{element.Path} must be the name of a model.");

    private static string Folder(SeedElement element) =>
        element.Text() is var path && path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw element.Error($"{element.Path} must be a folder, relative to that of the seed.");

    private static ModelPrice Price(SeedElement element)
    {
        element.KnowOnly("input", "output");
        return new(
            (decimal)element.Require("input").Number(min: 0, max: int.MaxValue),
            (decimal)element.Require("output").Number(min: 0, max: int.MaxValue)
        );
    }
}
