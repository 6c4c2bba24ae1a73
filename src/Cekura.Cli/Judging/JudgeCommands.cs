using System.CommandLine;
using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.Emulator.Calibration;
using Cekura.Emulator.Judging;
using Cekura.Manifests.Text;
using Cekura.Models;
using Cekura.Models.Options;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Judging;

/// <summary>Commands about the model that judges for the emulator.</summary>
internal sealed class JudgeCommands(CommandFactory factory)
{
    private readonly Option<string> _seed = new("--seed")
    {
        Description = "The seed file, which has the metrics. It names the model, or cekura.runsettings beside it does.",
        DefaultValueFactory = _ => "emulator.seed.json",
    };
    private readonly Option<string?> _labels = new("--labels")
    {
        Description = $"What people say; default: {LabelFile.Name} beside the seed.",
    };
    private readonly Option<int> _samples = new("--samples")
    {
        Description = "How often each conversation is judged, from 1 to 99.",
        DefaultValueFactory = _ => ModelSettings.DefaultJudgeSamples,
    };
    private readonly Option<double?> _minKappa = new("--min-kappa")
    {
        Description =
            "Ends with 1 where the judge agrees less with people; default: MinKappa of the environment, cekura.runsettings or the seed.",
    };
    private readonly Option<bool> _save = new("--save")
    {
        Description = "Writes what the judge said into the labels: tests with MinKappa go by it.",
    };

    public Command Group => CommandFactory.Group("judge", "The model that judges for the emulator.", Check());

    private Command Check() =>
        factory.Make(
            "check",
            "Holds the judge against what people say: agreement, Cohen's kappa, base rate, agreement with itself, and where they differ.",
            ["judge check --seed emulator.seed.json", "judge check --samples 5 --min-kappa 0.6 --save"],
            [_seed, _labels, _samples, _minKappa, _save],
            async (invocation, cancellationToken) =>
            {
                var environment = invocation.Environment;
                var samples = invocation.Value(_samples);
                if (samples is < 1 or > 99)
                {
                    throw CommandException.Usage($"{samples} judgements cannot be asked for. Give --samples from 1 to 99.");
                }

                var path = environment.PathOf(invocation.Value(_seed)!);
                var seed = EmulatorSeed.Load(path);
                var folder = Path.GetDirectoryName(path)!;
                var settings = EmulatedModels
                    .Check(EmulatedModels.Settings(environment.Variables, folder), seed)
                    .Over(seed.Workspace.Model);
                var file = invocation.Value(_labels) is { } given ? environment.PathOf(given) : Path.Combine(folder, LabelFile.Name);
                var labels = LabelFile.Read(file);
                if (labels.Count == 0)
                {
                    throw CommandException.Usage(
                        $"There are no labels in {file}. Vote on judged runs: cekura runs mark-metric-vote --test NAME --metric-id ID --thumbs-up (or --thumbs-down)."
                    );
                }

                using var model = ModelChain.Open(
                    settings,
                    own: null,
                    new(folder, environment.Variable, environment.Time)
                    {
                        HasCassettes = true,
                        Clean = KeyRedaction.Of(invocation.ApiKey?.Key),
                    }
                )
                    ?? throw CommandException.Usage(
                        $"No model judges here, and there are no cassettes beside the seed. Set ModelUrl and CallerModel in {EmulatedModels.SettingsName} beside it, CEKURA_MODEL_URL and CEKURA_CALLER_MODEL, or the seed's \"model\"."
                    );
                var check = new JudgeCheck(seed.Workspace, new Judge(model, samples) { IsThorough = true }, environment.Time.GetUtcNow());
                var judged = await check.RunAsync(labels, cancellationToken);
                if (invocation.Value(_save))
                {
                    await OwnerFile.ReplaceAsync(file, LabelFile.Write(judged.Select(label => label.Label)), cancellationToken);
                }

                var report = new JudgeReport(CheckedCriterion.Of(judged), invocation.Value(_minKappa) ?? settings.MinKappa);
                await invocation.WriteAsync(report.Json, () => report.Text(environment.Width));
                return report.ExitCode;
            }
        );
}
