using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Cekura.Architecture.Tests.Rooms;

/// <summary>
/// Which types of ours a type names, from its compiled code: signatures, bodies, attributes. Constants leave no trace there.
/// </summary>
internal static class TypeUses
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type)
    {
        IEnumerable<TypeReference?> all =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
            .. type.CustomAttributes.SelectMany(OfAttribute),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(OfMethod),
        ];
        return all.OfType<TypeReference>().SelectMany(Parts).Concat(type.NestedTypes.SelectMany(Of));
    }

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method.CustomAttributes.SelectMany(OfAttribute),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
            .. method.HasBody ? method.Body.Instructions.SelectMany(OfInstruction) : [],
        ];

    private static IEnumerable<TypeReference?> OfAttribute(CustomAttribute attribute) =>
        [attribute.AttributeType, .. attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference)];

    private static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
                .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
            ],
            FieldReference field => [field.DeclaringType, field.FieldType],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            TypeSpecification of => Parts(of.ElementType),
            _ => [type],
        };
}
