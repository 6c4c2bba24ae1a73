using System.Diagnostics.CodeAnalysis;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Configurations;

namespace Cekura.TestingPlatform.Tests.Options;

/// <summary>A command line and a configuration as the platform hands them over.</summary>
internal sealed class CommandLine : ICommandLineOptions, IConfiguration
{
    private readonly Dictionary<string, string[]> _options = [];
    private readonly Dictionary<string, string?> _configuration = [];

    public string? this[string key] => _configuration.GetValueOrDefault(key);

    public CommandLine With(string option, params string[] arguments)
    {
        _options[option] = arguments;
        return this;
    }

    public CommandLine Configured(string key, string value)
    {
        _configuration[key] = value;
        return this;
    }

    public bool IsOptionSet(string optionName) => _options.ContainsKey(optionName);

    public bool TryGetOptionArgumentList(string optionName, [NotNullWhen(true)] out string[]? arguments) =>
        _options.TryGetValue(optionName, out arguments);
}
