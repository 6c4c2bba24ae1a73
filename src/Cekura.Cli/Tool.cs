using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Baselines;
using Cekura.Cli.Calls;
using Cekura.Cli.Cassettes;
using Cekura.Cli.Checking;
using Cekura.Cli.Comparing;
using Cekura.Cli.Completions;
using Cekura.Cli.Configuration;
using Cekura.Cli.Discovery;
using Cekura.Cli.Durations;
using Cekura.Cli.History;
using Cekura.Cli.Judging;
using Cekura.Cli.Manifests;
using Cekura.Cli.Opening;
using Cekura.Cli.Output;
using Cekura.Cli.Recordings;
using Cekura.Cli.Recovery;
using Cekura.Cli.Reports;
using Cekura.Cli.Results;
using Cekura.Cli.Running;
using Cekura.Cli.Runs;
using Cekura.Cli.Serving;
using Cekura.Cli.Suites;
using Cekura.Cli.TestSets;
using Cekura.Cli.Waiting;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli;

/// <summary>The command <c>cekura</c>.</summary>
internal sealed class Tool
{
    private const string UnknownOutcome =
        "Whether the service did it is unknown, and it was not sent again. Look before you ask once more.";

    private readonly CommandEnvironment _environment;
    private readonly GlobalOptions _options = new();
    private readonly CommandFactory _factory;
    private readonly RootCommand _root;

    public Tool(CommandEnvironment environment)
    {
        // Whatever a command writes goes this way.
        _environment = environment = environment with
        {
            Out = new CleanWriter(environment.Out),
            Error = new CleanWriter(environment.Error),
        };
        var factory = _factory = new CommandFactory(_options, environment);
        _root = new RootCommand($"Tests AI agents with Cekura: runs, results, manifests, baselines, and an emulator.\n\n{ExitCode.Help}");
        foreach (var option in _options.All)
        {
            _root.Options.Add(option);
        }

        Command[] commands =
        [
            new RunCommands(factory).Group,
            new RunGroup(factory).Group,
            new ResultCommands(factory).Group,
            .. new WorkspaceCommands(factory).Groups,
            new TestSetCommands(factory).Group,
            new SuiteCommands(factory).Group,
            new ManifestCommands(factory).Group,
            new BaselineCommands(factory).Group,
            new DurationsCommands(factory).Group,
            new CassetteCommands(factory).Group,
            new JudgeCommands(factory).Group,
            new HistoryCommands(factory).Command,
            new CompareCommand(factory).Command,
            new ReportCommands(factory).With(new OpenCommand(factory).Command),
            new CallCommands(factory).Group,
            new ReapCommand(factory).Command,
            new AgentCheckCommand(factory).Group,
            new EmulatorCommand(factory).With(new RecordCommand(factory).Command),
            new AuthCommands(factory).Group,
            new ConfigCommands(factory).Group,
            new CompletionCommand(factory).Command,
            new VersionCommand(factory).Command,
        ];
        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, factory.Examples);
        foreach (var command in commands)
        {
            _root.Subcommands.Add(command);
        }
    }

    public RootCommand Root => _root;

    /// <summary>Command lines that work, by command.</summary>
    public IReadOnlyDictionary<Command, IReadOnlyList<string>> Examples => _factory.Examples;

    /// <summary>Carries out a command line.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(arguments, cancellationToken);
        }
        finally
        {
            await _environment.Out.FlushAsync(CancellationToken.None);
            await _environment.Error.FlushAsync(CancellationToken.None);
        }
    }

    private async Task<int> CarryOutAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(arguments);
        using var time = new CancellationTokenSource(Limit(parsed), _environment.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            if (parsed.Errors.Count > 0)
            {
                return await RefuseAsync(parsed, cancellationToken);
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = _environment.Out,
                Error = _environment.Error,
            };
            return await parsed.InvokeAsync(configuration, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(
                parsed,
                ExitCode.TimeLimit,
                "time_limit",
                string.Create(CultureInfo.InvariantCulture, $"Gave up after {Limit(parsed).TotalSeconds} s (--timeout)."),
                status: null
            );
        }
        catch (CommandException e)
        {
            return await FailAsync(parsed, e.ExitCode, e.Kind, e.Message, status: null);
        }
        catch (CekuraException e)
        {
            return await FailAsync(
                parsed,
                ExitCode.Of(e),
                KindOf(e),
                e switch
                {
                    CekuraUnknownOutcomeException => $"{e.Message}\n{UnknownOutcome}",
                    CekuraNotFoundException missing => NotFoundText.Of(missing, IsOfEmulator(parsed)),
                    _ => e.Message,
                },
                e.StatusCode
            );
        }
        catch (EmulatorSeedException e)
        {
            return await FailAsync(parsed, ExitCode.Usage, "seed", e.Message, status: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(parsed, ExitCode.Failed, "file", e.Message, status: null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(parsed, ExitCode.Interrupted, "interrupted", "Interrupted.", status: null);
        }
    }

    private TimeSpan Limit(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == AgentCheckCommand.Name ? GlobalOptions.DefaultTimeout
        : parsed.Errors.Count == 0 && parsed.GetValue(_options.Timeout) is > 0 and < 1e6 and var seconds ? TimeSpan.FromSeconds(seconds)
        : HasThreshold(parsed) ? TimeSpan.FromSeconds(WaitOptions.ThresholdTimeout)
        : parsed.CommandResult.Command.Name is EmulatorCommand.Name or OpenCommand.Name ? Timeout.InfiniteTimeSpan
        : GlobalOptions.DefaultTimeout;

    private static bool HasThreshold(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Any(option => option is { Implicit: false, Option.Name: WaitOptions.FailOnThreshold });

    /// <summary>A command line that cannot be understood: what is wrong and what was probably meant, on standard error.</summary>
    private async Task<int> RefuseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var command = parsed.CommandResult.Command;
        var isGroup = command.Subcommands.Count > 0;
        if (isGroup && parsed.UnmatchedTokens.Count == 0 && !IsJson(parsed))
        {
            // A user who does not know yet what there is.
            await _root
                .Parse([.. Path(parsed).Split(' ').Skip(1), "--help"])
                .InvokeAsync(new InvocationConfiguration { Output = _environment.Error }, cancellationToken);
            return ExitCode.Usage;
        }

        var message = Unknown(parsed, isGroup)
            ?? string.Join(' ', parsed.Errors.Select(error => UsageText.Of(error.Message)).Distinct(StringComparer.Ordinal));
        return await FailAsync(parsed, ExitCode.Usage, "usage", $"{message}\nSee: {Path(parsed)} --help", status: null);
    }

    // An option that is none reaches an argument as its value, and the parser only says that this is no number.
    private static string? Unknown(ParseResult parsed, bool isGroup)
    {
        if (
            parsed
                .Tokens.TakeWhile(token => token.Value != "--")
                .FirstOrDefault(token => token is { Type: TokenType.Argument, Value: ['-', '-', ..] }) is
            { } option
        )
        {
            var known = Parents(parsed)
                .SelectMany(result => result.Command.Options.Where(known => result == parsed.CommandResult || known.Recursive))
                .Select(known => known.Name)
                .ToList();
            return $"There is no option {option.Value}. {NearestName.Advice(option.Value, known)}";
        }

        return isGroup && parsed.UnmatchedTokens is [var word, ..]
            ? $"There is no command \"{word}\". {NearestName.Advice(word, [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)])}"
            : null;
    }

    private async Task<int> FailAsync(ParseResult parsed, int exitCode, string kind, string message, int? status)
    {
        // Who names a threshold reads three codes: all that is not about it is the third.
        exitCode = HasThreshold(parsed) && exitCode is not (ExitCode.Success or ExitCode.Interrupted) ? ExitCode.Usage : exitCode;
        if (IsJson(parsed))
        {
            var error = new JsonObject
            {
                ["kind"] = kind,
                ["message"] = message,
                ["exit_code"] = exitCode,
            };
            if (status is { } known)
            {
                error["status"] = known;
            }

            await _environment.Out.WriteLineAsync(JsonText.Write(new JsonObject { ["error"] = error }));
        }

        const string Product = "Cekura: ";
        message = message.StartsWith(Product, StringComparison.Ordinal) ? message[Product.Length..] : message;
        await _environment.Error.WriteLineAsync(
            $"cekura: {string.Join('\n', message.Split('\n').Select(line => UntrustedText.Line(line)))}"
        );
        return exitCode;
    }

    // A command line with errors may not say it in the right place, and still its reader is a machine.
    private bool IsJson(ParseResult parsed) =>
        parsed.GetResult(_options.Format) is { } format && format.Tokens.Any(token => token.Value == GlobalOptions.Json);

    private static string Path(ParseResult parsed) =>
        string.Join(' ', Parents(parsed).Reverse().Select(result => result.Parent is null ? "cekura" : result.Command.Name));

    private static IEnumerable<CommandResult> Parents(ParseResult parsed)
    {
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            yield return command;
        }
    }

    private bool IsOfEmulator(ParseResult parsed) =>
        parsed.Errors.Count == 0
        && string.Equals(
            parsed.GetValue(_options.ApiUrl) ?? _environment.Variable("CEKURA_API_URL"),
            LastTestRun.Emulator,
            StringComparison.OrdinalIgnoreCase
        );

    private static string KindOf(CekuraException exception) =>
        exception switch
        {
            CekuraNotFoundException => "not_found",
            CekuraAuthenticationException => "authentication",
            CekuraForbiddenException => "forbidden",
            CekuraBillingException => "balance",
            CekuraValidationException => "validation",
            CekuraConflictException => "conflict",
            CekuraRateLimitedException => "throttled",
            CekuraUnknownOutcomeException => "unknown_outcome",
            CekuraTransientException => "unreachable",
            _ => "configuration",
        };
}
