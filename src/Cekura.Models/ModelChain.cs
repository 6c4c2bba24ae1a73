using Cekura.Models.Cassettes;
using Cekura.Models.Chat;
using Cekura.Models.Endpoint;
using Cekura.Models.Limits;
using Cekura.Models.Options;
using Cekura.Models.Text;

namespace Cekura.Models;

/// <summary>A model as a run asks it: cassettes, then limits, then the endpoint.</summary>
internal sealed class ModelChain : IChatModel, IDisposable
{
    private const string NoName = "MaxModelCost needs the name of the model, by which its price is found. Set CallerModel.";

    private readonly IChatModel _first;
    private readonly CassetteModel? _cassettes;
    private readonly CassetteFolder? _folder;
    private readonly CassetteUsage? _usage;
    private readonly IDisposable?[] _owned;

    private ModelChain(IChatModel first, CassetteModel? cassettes, CassetteFolder? folder, CassetteUsage? usage, IDisposable?[] owned) =>
        (_first, _cassettes, _folder, _usage, _owned) = (first, cassettes, folder, usage, owned);

    /// <summary>Puts it together. Nothing is asked before the first question.</summary>
    /// <param name="settings">Which models, and within which limits.</param>
    /// <param name="own">What is asked in the place of an endpoint; null: the endpoint that the settings name.</param>
    /// <param name="environment">What is around it.</param>
    /// <returns>Null: there is neither a model nor anything that was recorded.</returns>
    public static ModelChain? Open(ModelSettings settings, IChatModel? own, ModelEnvironment environment)
    {
        var key = environment.Variable(settings.KeyVariable ?? ModelSettings.DefaultKeyVariable)?.Trim();
        var budget = new CallBudget(settings);
        var endpoint = own is null ? Endpoint(settings, key, budget, environment.Time) : null;
        var limited = (own is null ? endpoint : Own(own, settings)) is { } asked ? new LimitedModel(asked, settings, budget) : null;
        var wording = new CassetteWording(settings.Volatile ?? [], text => ModelText.Without(environment.Clean(text), key));
        var folder = new CassetteFolder(
            Path.GetFullPath(Path.Combine(environment.Directory, settings.Cassettes ?? ModelSettings.DefaultCassettes)),
            wording
        );
        var mode = Mode(settings, environment, folder);
        if (mode == CassetteMode.Off || (limited is null && settings.Cassette is null && !folder.HasAny))
        {
            return limited is null ? null : new(limited, null, null, null, [limited, endpoint as IDisposable]);
        }

        var cassettes = new CassetteModel(limited, settings, mode, folder, wording);
        var usage = environment.UsageFolder is { } place ? new CassetteUsage(place, folder.Path) : null;
        return new(cassettes, cassettes, folder, usage, [limited, endpoint as IDisposable]);
    }

    /// <inheritdoc/>
    public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) =>
        _first.AskAsync(request, cancellationToken);

    /// <summary>What there is to say of cassettes when a run is over, and keeps which answers it used.</summary>
    /// <param name="isWhole">Whether every conversation came to its end: else nothing is known of what was not used.</param>
    public IReadOnlyList<string> Finish(bool isWhole)
    {
        if (_cassettes is null)
        {
            return [];
        }

        if (isWhole)
        {
            _usage?.Keep(_folder!.Known);
        }

        return [.. CassetteNotes.Of(_cassettes, _folder!, isWhole)];
    }

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned?.Dispose();
        }
    }

    private static CassetteMode Mode(ModelSettings settings, ModelEnvironment environment, CassetteFolder folder) =>
        settings.Cassette
        ?? (
            !environment.HasCassettes ? CassetteMode.Off
            : IsTrue(environment.Variable("CI")) && folder.HasAny ? CassetteMode.Replay
            : CassetteMode.Auto
        );

    private static bool IsTrue(string? text) => bool.TryParse(text, out var value) ? value : text?.Trim() == "1";

    private static IChatModel Own(IChatModel own, ModelSettings settings) =>
        (settings.Problem ?? (settings is { MaxCost: not null, Caller: null } ? NoName : null)) is { } problem
            ? new RefusedModel(problem)
            : own;

    private static IChatModel? Endpoint(ModelSettings settings, string? key, CallBudget budget, TimeProvider time)
    {
        if (settings.Url is not { } url)
        {
            return null;
        }

        var options = new EndpointOptions(url, string.IsNullOrEmpty(key) ? null : key)
        {
            KeyVariable = settings.KeyVariable ?? ModelSettings.DefaultKeyVariable,
            Timeout = settings.Timeout ?? ModelSettings.DefaultTimeout,
        };
        return (options.Problem ?? settings.Problem) is { } problem
            ? new RefusedModel(problem)
            : new EndpointModel(settings, options, budget, EndpointExchange.NewHandler(url), time);
    }
}
