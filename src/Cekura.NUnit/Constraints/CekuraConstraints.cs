using System.Diagnostics.CodeAnalysis;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Cekura.NUnit;

/// <summary>
/// What can be said about conversations, in NUnit's own sentences: <c>Does.Pass</c>, <c>Has.ToolCall</c>, <c>Does.Say</c>, and the same
/// after <c>Not</c>, <c>No</c>, <c>And</c>, <c>Or</c>, <c>All</c>.
/// </summary>
[SuppressMessage(
    "Naming",
    "CA1708:Identifiers should differ by more than case",
    Justification = "The rule takes the blocks of extension members for members of one name."
)]
public static class CekuraConstraints
{
    extension(Does)
    {
        /// <summary>The verdict of a <see cref="CekuraRun"/> is passed.</summary>
        public static PassConstraint Pass => new();

        /// <summary>A speaker says something that a regular expression matches.</summary>
        /// <param name="pattern">The regular expression, which may match any part of a turn.</param>
        /// <exception cref="ArgumentException">It is no regular expression.</exception>
        public static SayConstraint Say([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => new(pattern);
    }

    extension(Has)
    {
        /// <summary>The agent calls a tool.</summary>
        /// <param name="name">Name of the tool, letter by letter.</param>
        /// <exception cref="ArgumentException">The name is empty.</exception>
        public static ToolCallConstraint ToolCall(string name) => new(name);
    }

    extension(ConstraintExpression expression)
    {
        /// <summary>The verdict of a <see cref="CekuraRun"/> is passed.</summary>
        public PassConstraint Pass => expression.Add(new PassConstraint());

        /// <summary>A speaker says something that a regular expression matches.</summary>
        /// <param name="pattern">The regular expression, which may match any part of a turn.</param>
        /// <exception cref="ArgumentException">It is no regular expression.</exception>
        public SayConstraint Say([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => expression.Add(new SayConstraint(pattern));

        /// <summary>The agent calls a tool.</summary>
        /// <param name="name">Name of the tool, letter by letter.</param>
        /// <exception cref="ArgumentException">The name is empty.</exception>
        public ToolCallConstraint ToolCall(string name) => expression.Add(new ToolCallConstraint(name));

        private T Add<T>(T constraint)
            where T : Constraint
        {
            expression.Append(constraint);
            return constraint;
        }
    }
}
