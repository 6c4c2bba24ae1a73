namespace Cekura.Manifests.Suites;

/// <summary>What the service says of one tag.</summary>
internal sealed record TagRule
{
    /// <summary>Attributes that it needs.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>Whether it may have attributes at all.</summary>
    public bool HasAttributes { get; init; } = true;

    /// <summary>Whether it stands around text.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether it stands alone; both for tags that may do either.</summary>
    public bool StandsAlone { get; init; } = true;

    /// <summary>Where in its action it may stand.</summary>
    public TagPlace Place { get; init; }

    /// <summary>Whether it needs <c>fixed_message: true</c>.</summary>
    public bool NeedsFixedMessage { get; init; } = true;

    /// <summary>Range of the attribute <c>ratio</c>, both bounds included; null when it has none.</summary>
    public (double Min, double Max)? Ratio { get; init; }

    /// <summary>All tags of the service, by name.</summary>
    public static IReadOnlyDictionary<string, TagRule> All { get; } =
        new Dictionary<string, TagRule>(StringComparer.Ordinal)
        {
            ["endcall"] = new() { HasAttributes = false },
            ["silence"] = new() { Required = ["time"] },
            ["hold"] = new() { Required = ["time"] },
            ["spell"] = new()
            {
                HasAttributes = false,
                Wraps = true,
                StandsAlone = false,
            },
            ["dtmf"] = new() { Required = ["digits"] },
            ["ivr"] = new() { Required = ["text"], Place = TagPlace.WholeAction },
            ["voicemail"] = new() { Place = TagPlace.WholeAction },
            ["ignore_interruptions"] = new()
            {
                HasAttributes = false,
                Wraps = true,
                StandsAlone = false,
            },
            ["interruption"] = new() { Required = ["time"], Place = TagPlace.StartOfFollowUp },
            ["speed"] = new()
            {
                Required = ["ratio"],
                Ratio = (0.8, 1.2),
                Place = TagPlace.Start,
            },
            ["volume"] = new()
            {
                Required = ["ratio"],
                Ratio = (0, 2),
                Place = TagPlace.Start,
            },
            ["voice"] = new() { Required = ["provider", "id"], Wraps = true },
            ["background_noise"] = new()
            {
                Required = ["sound"],
                Wraps = true,
                StandsAlone = false,
            },
            ["noise"] = new() { Required = ["sound"] },
            ["network_simulation"] = new() { Required = ["packet_loss"] },
            ["audio"] = new() { Required = ["id"] },
            ["send_sms"] = new() { Required = ["text"] },
            ["client_message"] = new() { Required = ["t", "d"] },
            ["function"] = new()
            {
                Required = ["name"],
                NeedsFixedMessage = false,
                Place = TagPlace.NotInOpening,
            },
        };
}
