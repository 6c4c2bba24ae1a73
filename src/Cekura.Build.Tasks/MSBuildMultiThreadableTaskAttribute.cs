namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task may run beside others in one process: it keeps no state of its own outside the instance, and takes every path
/// absolute. MSBuild looks for the attribute by its full name.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
