using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Modes;

namespace Cekura.Cli.Starting;

/// <summary>
/// A start request of a mode, out of options, a file, or both (<c>POST /test_framework/v1/scenarios/run_scenarios.../</c>): options fill or
/// replace what the file says, everything else is sent as it is written.
/// </summary>
internal sealed class StartRequest
{
    private const string Scenarios = "scenarios";
    private const string Project = "project_id";
    private const string DynamicVariables = "dynamic_variables";

    private readonly Mode _mode;
    private readonly List<IdListField> _lists = [];
    private readonly List<ModeField> _fields;
    private readonly Option<string?> _scenarios = new("--scenario-ids", "--scenario-id")
    {
        Description = "Scenarios to run, separated by commas.",
    };
    private readonly Option<string?> _file = new("--from-file")
    {
        Description = "The whole request as JSON; - reads it from standard input.",
    };

    public StartRequest(Mode mode)
    {
        _mode = mode;
        _fields = [new(new(mode.AgentField, new IntegerOption(1)), "The agent to test; default: that of the scenarios.", "--agent-id")];
        _fields.Add(new(new("frequency", new IntegerOption(1, mode.MaxRepetitions)), "How often each scenario runs; default: once."));
        if (mode.TakesName)
        {
            _fields.Add(new(new("name", TextOption.Any), "Name of the result."));
        }

        // Modes whose scenarios are bare ids and whose callers can be chosen select by tag or folder, too.
        if (mode is { TakesScenarioEntries: false, TakesPersonalities: true })
        {
            _fields.Add(new(new("tags", new TextListOption(1)), "Instead of ids: scenarios with these tags, separated by commas."));
            _fields.Add(
                new(new("folder_path", TextOption.Any), "Instead of ids: scenarios of this folder, dot-separated; needs --project-id.")
            );
        }

        if (mode.TakesPersonalities)
        {
            _lists.Add(
                new(
                    "personality_ids",
                    "Callers instead of the scenarios' own, separated by commas.",
                    "--personality-ids",
                    "--personalities"
                )
            );
            _lists.Add(new("test_profile_ids", "Test profiles instead of the scenarios' own, separated by commas.", "--test-profile-ids"));
        }

        // The project is an option of every command.
        _fields.AddRange(
            mode.Options.Where(option => option.Place != OptionPlace.Local && option.Name != Project)
                .Select(option => new ModeField(option))
        );
        if (mode.Name == ModeTable.Default)
        {
            _fields.Add(
                new(
                    new(DynamicVariables, new TextMapOption()),
                    "Values for the agent. The service shows the option, but documents no such field."
                )
            );
        }
    }

    public IEnumerable<Symbol> Symbols =>
        [_scenarios, .. _fields.Select(known => known.Option), .. _lists.Select(list => list.Option), _file];

    /// <summary>The body to send.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="newName">The result's name where none is given.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandException">The file is no JSON object, an option has a wrong value, or nothing is selected.</exception>
    public async Task<JsonObject> ReadAsync(Invocation invocation, string newName, CancellationToken cancellationToken)
    {
        var body = invocation.Value(_file) is { } file
            ? await JsonFile.ReadObjectAsync(invocation, file, cancellationToken)
            : Blank(newName);
        if (_mode.Find(Project) is not null && invocation.GivenProjectId is { } project)
        {
            body[Project] = project;
        }

        foreach (var (name, ids) in _lists.Select(list => (list.Name, list.Value(invocation))).Where(list => list.Item2.Count > 0))
        {
            body[name] = Array(ids);
        }

        Select(body, CommaList.Ids("--scenario-ids", invocation.Value(_scenarios)));
        foreach (var field in _fields)
        {
            Set(body, field, field.Value(invocation));
        }

        if (!body.ContainsKey(Scenarios) && !body.ContainsKey("tags") && !body.ContainsKey("folder_path"))
        {
            throw CommandException.Usage("Which scenarios? Give --scenario-ids, or --from-file with the whole request.");
        }

        if (body.ContainsKey(DynamicVariables))
        {
            await invocation.SayAsync(
                "cekura: the service documents no dynamic_variables; they are sent, but may have no effect. A test profile's main_agent_variables have one."
            );
        }

        return body;
    }

    // By its name a start whose answer is lost can be found again; a mode without one wants to know how often instead.
    private JsonObject Blank(string newName) => _mode.TakesName ? new() { ["name"] = newName } : new() { ["frequency"] = 1 };

    private void Select(JsonObject body, IReadOnlyList<long> ids)
    {
        if (ids.Count > 0)
        {
            body[Scenarios] = _mode.TakesScenarioEntries
                ? new JsonArray([.. ids.Select(id => new JsonObject { ["scenario"] = id })])
                : Array(ids);
        }
    }

    private static void Set(JsonObject body, ModeField field, JsonNode? value)
    {
        if (value is null)
        {
            return;
        }

        if (!field.IsOfScenario)
        {
            body[field.Name] = value;
            return;
        }

        foreach (var entry in body[Scenarios]?.AsArray().OfType<JsonObject>() ?? [])
        {
            entry[field.Name] = value.DeepClone();
        }
    }

    private static JsonArray Array(IEnumerable<long> ids) => [.. ids.Select(id => JsonValue.Create(id))];
}
