using System.Collections.Concurrent;
using System.Reflection;
using Cekura.Manifests.Settings;
using Cekura.Models.Chat;

namespace Cekura.NUnit.InProcess;

/// <summary>The method of a test assembly that asks a language model.</summary>
/// <param name="Name">Its name with its class, for messages; empty: there is none.</param>
/// <param name="Model">What asks it; null: there is none.</param>
/// <param name="Problem">Why it cannot be used, for people; null: it can.</param>
internal sealed record ModelMethod(string Name, IChatModel? Model, string? Problem)
{
    private const int MaxSeconds = 3600;

    private static readonly ConcurrentDictionary<string, ModelMethod> Known = new(StringComparer.Ordinal);

    /// <summary>That of an assembly that is loaded.</summary>
    /// <param name="path">Where it lies.</param>
    public static ModelMethod In(string path) => Known.GetOrAdd(path, lies => Of(AttributedMethods.In<CekuraModelAttribute>(lies)));

    /// <summary>Reads it.</summary>
    public static ModelMethod Of(IReadOnlyList<(MethodInfo Method, CekuraModelAttribute Attribute)> methods)
    {
        if (methods.Count == 0)
        {
            return new("", Model: null, Problem: null);
        }

        if (methods.Count > 1)
        {
            var names = string.Join(" and ", methods.Select(one => AgentMethod.NameOf(one.Method)).Order(StringComparer.Ordinal));
            return Wrong($"{names} ask for every caller and judge: leave one [CekuraModel].");
        }

        var (method, attribute) = methods[0];
        var name = AgentMethod.NameOf(method);
        if (attribute.TimeoutSeconds is < 1 or > MaxSeconds)
        {
            return Wrong($"[CekuraModel] of {name}: TimeoutSeconds is {attribute.TimeoutSeconds}. Give it 1 to {MaxSeconds}.");
        }

        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (
            !method.IsStatic
            || method.ContainsGenericParameters
            || method.ReturnType != typeof(Task<ModelAnswer>)
            || !parameters.SequenceEqual([typeof(ModelQuestion), typeof(CancellationToken)])
        )
        {
            return Wrong(
                $"[CekuraModel] of {name}: write the method as \"static Task<ModelAnswer> {method.Name}(ModelQuestion question, CancellationToken cancellationToken)\", in a class that is not generic."
            );
        }

        var ask = method.CreateDelegate<Func<ModelQuestion, CancellationToken, Task<ModelAnswer?>?>>();
        return new(name, new MethodModel(name, TimeSpan.FromSeconds(attribute.TimeoutSeconds), ask), Problem: null);
    }

    /// <summary>What to say where nothing asks the method; null: something does.</summary>
    /// <param name="settings">They say where conversations are held.</param>
    public string? Ignored(CekuraSettings settings) =>
        Model is null || settings.UsesEmulator
            ? null
            : $"{Name} ([CekuraModel]) is not asked: {settings.ApiUrl} plays callers and judges by itself. The method answers with ApiUrl=emulator.";

    private static ModelMethod Wrong(string problem) => new("", Model: null, problem);
}
