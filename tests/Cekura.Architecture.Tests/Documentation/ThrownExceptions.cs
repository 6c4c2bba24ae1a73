using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Cekura.Architecture.Tests.Documentation;

/// <summary>
/// What a member throws in its own body, asynchronous or not. Null where the type says that there is none is everybody's to know, so
/// <see cref="ArgumentNullException"/> does not count.
/// </summary>
internal static class ThrownExceptions
{
    public static IReadOnlyList<TypeReference> Of(IMemberDefinition member) =>
        [
            .. (
                member switch
                {
                    MethodDefinition method => [method],
                    PropertyDefinition property => new[] { property.GetMethod, property.SetMethod }.OfType<MethodDefinition>(),
                    _ => [],
                }
            )
                .SelectMany(Bodies)
                .SelectMany(Thrown)
                .DistinctBy(type => type.FullName),
        ];

    private static IEnumerable<MethodBody> Bodies(MethodDefinition method)
    {
        if (method.HasBody)
        {
            yield return method.Body;
        }

        var machine = method.CustomAttributes.FirstOrDefault(attribute =>
            attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
        );
        if (machine?.ConstructorArguments[0].Value is TypeReference type)
        {
            yield return type.Resolve().Methods.Single(candidate => candidate.Name == "MoveNext").Body;
        }
    }

    private static IEnumerable<TypeReference> Thrown(MethodBody body) =>
        from instruction in body.Instructions
        let called = instruction.Operand as MethodReference
        where
            called is not null
            && called.DeclaringType.Name.EndsWith("Exception", StringComparison.Ordinal)
            && called.DeclaringType.Name != nameof(ArgumentNullException)
        where
            (instruction.OpCode == OpCodes.Newobj && instruction.Next?.OpCode == OpCodes.Throw)
            || (instruction.OpCode == OpCodes.Call && called.Name.StartsWith("ThrowIf", StringComparison.Ordinal))
        select called.DeclaringType;
}
