namespace Cekura.Emulator.Seed;

/// <summary>
/// Codes of what is wrong in a seed. A code never changes its meaning and is never used again; each has a page in <c>docs/diagnostics</c>.
/// </summary>
internal static class SeedCode
{
    /// <summary>The seed file does not exist.</summary>
    public const string NotFound = "CEK0600";

    /// <summary>The seed file exists and cannot be read.</summary>
    public const string Unreadable = "CEK0601";

    /// <summary>It is not JSON, or a key stands twice.</summary>
    public const string NotJson = "CEK0602";

    /// <summary>A key that seeds do not have.</summary>
    public const string UnknownKey = "CEK0603";

    /// <summary>A key that must be given is not.</summary>
    public const string MissingKey = "CEK0604";

    /// <summary>A value has another type than its key wants, or is out of range.</summary>
    public const string WrongValue = "CEK0605";

    /// <summary>A value is none of the words that its key knows.</summary>
    public const string UnknownWord = "CEK0606";

    /// <summary>An id is in none of the seed's sections.</summary>
    public const string UnknownId = "CEK0607";

    /// <summary>Two objects of a section have the same id.</summary>
    public const string IdTaken = "CEK0608";

    /// <summary>A text has an escape for half a character.</summary>
    public const string HalfCharacter = "CEK0609";

    /// <summary>A regular expression cannot be read.</summary>
    public const string Expression = "CEK0620";

    /// <summary>A caller's script breaks the rules of conditional actions.</summary>
    public const string Script = "CEK0621";

    /// <summary>A condition that the script does not have.</summary>
    public const string UnknownCondition = "CEK0622";

    /// <summary>An address does not have the form that its key wants.</summary>
    public const string Address = "CEK0623";

    /// <summary>A metric has a key of another <c>eval_type</c>.</summary>
    public const string MetricKey = "CEK0624";

    /// <summary>A rule says nothing.</summary>
    public const string EmptyRule = "CEK0625";

    /// <summary>What a fault does is not written in one of its forms.</summary>
    public const string Fault = "CEK0626";

    /// <summary>A variable is passed on that is not kept back.</summary>
    public const string PassVariable = "CEK0627";

    /// <summary>An instruction that the caller cannot follow, and says as it stands or not at all.</summary>
    public const string Instruction = "CEK0628";

    /// <summary>A secret is written down where a variable of the environment belongs.</summary>
    public const string WrittenSecret = "CEK0629";

    /// <summary>The cost of models is limited, and nothing says what they cost.</summary>
    public const string ModelPrice = "CEK0433";
}
