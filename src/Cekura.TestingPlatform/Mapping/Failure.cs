namespace Cekura.TestingPlatform.Mapping;

/// <summary>
/// A failure as the platform takes it: an exception that was never thrown, with the place in the user's file as its stack.
/// </summary>
internal sealed class Failure(string message, string? place) : Exception(message)
{
    public override string? StackTrace => place;
}
