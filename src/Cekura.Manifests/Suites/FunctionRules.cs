using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>The rules of a function's declaration.</summary>
internal sealed class FunctionRules(SuiteProblems problems)
{
    private const int LongestName = 64;

    private static readonly string[] OfFunction = ["name", "type", "auto_run", "config"];

    private static readonly string[] OfConfig = ["method", "url", "headers", "query_params", "body", "timeout_seconds", "response_mapping"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Check(PositionedNode node)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            Report(node, $"A function is an object, and this is {node.Description}.");
            return;
        }

        ActionsObject.ReportUnknown(node, "a function", OfFunction, problems);
        CheckName(node);
        if (node.Member("type") is { } type and not { Kind: JsonValueKind.String, Text: "rest_api" })
        {
            Report(type, $"The \"type\" of a function is \"rest_api\", and this is {type.Description}.");
        }

        if (node.Member("auto_run") is { Kind: not (JsonValueKind.True or JsonValueKind.False) } run)
        {
            Report(run, $"\"auto_run\" wants true or false, and is {run.Description}.");
        }

        if (node.Member("config") is { Kind: JsonValueKind.Object } config)
        {
            CheckConfig(config);
        }
        else
        {
            Report(node.Member("config") ?? node, "A function needs a \"config\", an object with the \"url\" to call.");
        }
    }

    private void CheckName(PositionedNode node)
    {
        var name = node.Member("name");
        if (
            name is not { Kind: JsonValueKind.String, Text.Length: > 0 and <= LongestName }
            || !name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        )
        {
            Report(name ?? node, $"A function needs a \"name\" of letters, digits, _ and -, at most {LongestName} characters.");
        }
        else if (!_names.Add(name.Text))
        {
            Report(name, $"There are two functions called {Quoted.Text(name.Text)}. Give each its own name.");
        }
    }

    private void CheckConfig(PositionedNode config)
    {
        ActionsObject.ReportUnknown(config, "the config of a function", OfConfig, problems);
        if (config.Member("url") is not { Kind: JsonValueKind.String, Text.Length: > 0 })
        {
            Report(config.Member("url") ?? config, "The config of a function needs the \"url\" to call.");
        }

        if (config.Member("method") is { } method and not { Kind: JsonValueKind.String, Text: "GET" or "POST" })
        {
            Report(method, $"The \"method\" of a function is \"GET\" or \"POST\", and this is {method.Description}.");
        }

        if (config.Member("timeout_seconds") is { } timeout && SchemaNumber.Value(timeout) is not (>= 1 and <= 30))
        {
            Report(timeout, $"\"timeout_seconds\" is from 1 to 30, and this is {timeout.Description}.");
        }

        CheckMapping(config.Member("response_mapping"));
    }

    private void CheckMapping(PositionedNode? mapping)
    {
        if (mapping is { Kind: not JsonValueKind.Object })
        {
            Report(mapping, $"\"response_mapping\" wants an object of paths, and is {mapping.Description}.");
        }

        foreach (var (name, _, value) in mapping?.Members ?? [])
        {
            var path = value.Kind == JsonValueKind.Object ? value.Member("path") : value;
            if (path is not { Kind: JsonValueKind.String } || !path.Text.StartsWith('$'))
            {
                Report(
                    value,
                    $"The output {Quoted.Text(name)} wants a path such as \"$.items[0].id\", or {{ \"path\": \"$…\", \"default\": … }}."
                );
            }
        }
    }

    private void Report(PositionedNode node, string message) => problems.Rule(DiagnosticCodes.FunctionDeclaration, node.Offset, message);
}
