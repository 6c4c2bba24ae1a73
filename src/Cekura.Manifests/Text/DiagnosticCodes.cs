namespace Cekura.Manifests.Text;

/// <summary>
/// Codes never change their meaning and are never used again; each has a page in <c>docs/diagnostics</c>. 01xx: manifests, from 0130 on
/// modes and their options. 02xx: settings, credentials. 03xx: suites, conditional actions; from 0350 on quarantines. 04xx: what is allowed
/// and likely not meant, the emulator's knowledge (0400 to 0409), the build. 05xx: baselines. 06xx: seeds, in the emulator's own list.
/// </summary>
internal static class DiagnosticCodes
{
    /// <summary>More problems than are shown; counts the rest.</summary>
    public const string MoreProblems = "CEK0100";

    /// <summary>The manifest does not exist.</summary>
    public const string ManifestNotFound = "CEK0101";

    /// <summary>The manifest exists and cannot be read.</summary>
    public const string ManifestUnreadable = "CEK0102";

    /// <summary>The manifest is empty or holds only white space and comments.</summary>
    public const string ManifestEmpty = "CEK0103";

    /// <summary>The manifest is larger than 5 MB.</summary>
    public const string ManifestTooLarge = "CEK0104";

    /// <summary>The file is not UTF-8 text.</summary>
    public const string NotUtf8 = "CEK0105";

    /// <summary>The file is not JSON.</summary>
    public const string NotJson = "CEK0106";

    /// <summary>Objects and arrays are nested deeper than 64 levels.</summary>
    public const string TooDeep = "CEK0107";

    /// <summary>An object names a property twice.</summary>
    public const string DuplicateProperty = "CEK0108";

    /// <summary>A value has another type than its property wants.</summary>
    public const string WrongType = "CEK0109";

    /// <summary>A property that manifests do not have.</summary>
    public const string UnknownProperty = "CEK0110";

    /// <summary>An API key stands in the manifest.</summary>
    public const string KeyInManifest = "CEK0111";

    /// <summary>A property that must be given is not.</summary>
    public const string MissingProperty = "CEK0112";

    /// <summary>A text is empty where one is wanted.</summary>
    public const string EmptyText = "CEK0113";

    /// <summary>A mode that the service does not have.</summary>
    public const string UnknownMode = "CEK0114";

    /// <summary>An id is not a positive integer.</summary>
    public const string InvalidId = "CEK0115";

    /// <summary>The manifest lists no scenario.</summary>
    public const string NoScenarios = "CEK0116";

    /// <summary>One list of personalities or test profiles names an id twice.</summary>
    public const string DuplicateReference = "CEK0117";

    /// <summary>The same scenario, personality, test profile and mode are listed twice, in one manifest or in two of a project.</summary>
    public const string DuplicatePair = "CEK0118";

    /// <summary>Two tests of one manifest or suite would have the same name.</summary>
    public const string SameNameInFile = "CEK0150";

    /// <summary>The manifest's matrix has more than 100,000 pairs.</summary>
    public const string TooManyPairs = "CEK0119";

    /// <summary>A count (<c>frequency</c>, <c>pass_at_least</c>) is not an integer of at least 1.</summary>
    public const string InvalidCount = "CEK0120";

    /// <summary><c>pass_at_least</c> is above the frequency, so the case could never pass.</summary>
    public const string PassAtLeastTooHigh = "CEK0121";

    /// <summary>A <c>timeout</c> is not a time of <c>hh:mm:ss</c> above zero.</summary>
    public const string InvalidTimeout = "CEK0122";

    /// <summary>An expectation has none of the known forms.</summary>
    public const string InvalidExpectation = "CEK0123";

    /// <summary>An option that its mode does not have.</summary>
    public const string UnknownOption = "CEK0130";

    /// <summary>The value of an option has another type than the field wants.</summary>
    public const string OptionType = "CEK0131";

    /// <summary>A number or a list of an option is too small or too large.</summary>
    public const string OptionBounds = "CEK0132";

    /// <summary>A text of an option does not have the form that the field wants: an address, a phone number, one of a few words.</summary>
    public const string OptionForm = "CEK0133";

    /// <summary>A mode is used without an option that it needs.</summary>
    public const string MissingOption = "CEK0134";

    /// <summary>A field of the request that the plan writes stands among the options.</summary>
    public const string PlannedOption = "CEK0135";

    /// <summary>A provider's secret stands among the options.</summary>
    public const string CredentialInOptions = "CEK0136";

    /// <summary>Personalities are asked for in a mode that takes none.</summary>
    public const string ModeTakesNoPersonalities = "CEK0137";

    /// <summary>Test profiles are asked for in a mode that takes none.</summary>
    public const string ModeTakesNoTestProfiles = "CEK0138";

    /// <summary>The frequency is higher than the mode allows.</summary>
    public const string FrequencyTooHigh = "CEK0139";

    /// <summary>Two options exclude each other.</summary>
    public const string OptionsExclude = "CEK0140";

    /// <summary>A setting that does not exist.</summary>
    public const string UnknownSetting = "CEK0201";

    /// <summary>The value of a setting is not allowed.</summary>
    public const string InvalidSetting = "CEK0202";

    /// <summary>An API key stands among the settings.</summary>
    public const string KeyInSettings = "CEK0203";

    /// <summary>Settings file and environment give different values for the same setting.</summary>
    public const string SettingsDisagree = "CEK0204";

    /// <summary>A line of the config file cannot be understood.</summary>
    public const string ConfigLine = "CEK0205";

    /// <summary>The config file exists and cannot be read.</summary>
    public const string ConfigUnreadable = "CEK0206";

    /// <summary>The API key holds characters that no key has.</summary>
    public const string InvalidKey = "CEK0207";

    /// <summary>Time limits are in an order in which one of them can never do its work.</summary>
    public const string TimeLimitOrder = "CEK0208";

    /// <summary>Something of the settings stands where nothing reads it.</summary>
    public const string SettingsOutOfPlace = "CEK0209";

    /// <summary>The settings file with which the project was built is gone.</summary>
    public const string SettingsMissing = "CEK0210";

    /// <summary>The suite that a manifest lists does not exist.</summary>
    public const string SuiteNotFound = "CEK0300";

    /// <summary>The suite exists and cannot be read.</summary>
    public const string SuiteUnreadable = "CEK0301";

    /// <summary>The suite is empty or holds only white space.</summary>
    public const string SuiteEmpty = "CEK0302";

    /// <summary>The suite is larger than 1 MB.</summary>
    public const string SuiteTooLarge = "CEK0303";

    /// <summary>A suite holds a comment or a trailing comma.</summary>
    public const string NotPlainJson = "CEK0304";

    /// <summary>A suite of the project is in no manifest.</summary>
    public const string SuiteNotListed = "CEK0305";

    /// <summary>A mode in which suites do not run.</summary>
    public const string SuiteMode = "CEK0306";

    /// <summary>Nothing names the agent that a suite tests.</summary>
    public const string SuiteWithoutAgent = "CEK0307";

    /// <summary>An option of the mode that does not reach suites.</summary>
    public const string SuiteOption = "CEK0308";

    /// <summary>Two manifests or suites of a project have a test of the same name.</summary>
    public const string SameTestName = "CEK0309";

    /// <summary>A property that must be given is not.</summary>
    public const string SuiteMissingProperty = "CEK0310";

    /// <summary>A property that the format of suites does not have.</summary>
    public const string SuiteUnknownProperty = "CEK0311";

    /// <summary>A value has another type than its property wants.</summary>
    public const string SuiteWrongType = "CEK0312";

    /// <summary>A text is longer than its property allows.</summary>
    public const string SuiteTextTooLong = "CEK0313";

    /// <summary>A text is empty where one is wanted.</summary>
    public const string SuiteTextEmpty = "CEK0314";

    /// <summary>A list has more entries than its property allows.</summary>
    public const string SuiteTooManyEntries = "CEK0315";

    /// <summary>The list of test cases is empty.</summary>
    public const string SuiteNoTestCases = "CEK0316";

    /// <summary>A value is none of the words that its property knows.</summary>
    public const string SuiteUnknownWord = "CEK0317";

    /// <summary>The version of the format is not <c>"1"</c>.</summary>
    public const string SuiteVersion = "CEK0318";

    /// <summary>A number is outside the range of its property.</summary>
    public const string SuiteOutOfRange = "CEK0319";

    /// <summary>A metric is neither an id nor a slug.</summary>
    public const string SuiteMetric = "CEK0320";

    /// <summary>An inline test profile is empty.</summary>
    public const string SuiteEmptyProfile = "CEK0321";

    /// <summary>A test case lacks what its type needs.</summary>
    public const string SuiteMissingForType = "CEK0322";

    /// <summary>An inline personality without <c>base</c> lacks what it needs.</summary>
    public const string SuiteMissingWithoutBase = "CEK0323";

    /// <summary>A suite names an agent, which the request does.</summary>
    public const string SuiteNamesAgent = "CEK0324";

    /// <summary>An inline personality sets what only a stored one can have.</summary>
    public const string SuiteFixedPersonality = "CEK0325";

    /// <summary>Two test cases have the same key.</summary>
    public const string SuiteDuplicateKey = "CEK0326";

    /// <summary>Two test cases cannot be told apart.</summary>
    public const string SuiteDuplicateCase = "CEK0327";

    /// <summary>A number that the format allows and that cannot be meant.</summary>
    public const string SuiteNumberTooLarge = "CEK0328";

    /// <summary>Conditional actions stand in a test case of another type.</summary>
    public const string ActionsWithoutType = "CEK0329";

    /// <summary>A property of conditional actions is unknown or of the wrong type.</summary>
    public const string ActionsProperty = "CEK0330";

    /// <summary>Conditional actions have no conditions.</summary>
    public const string ActionsWithoutConditions = "CEK0331";

    /// <summary>The first condition is not the opening.</summary>
    public const string FirstCondition = "CEK0332";

    /// <summary>A condition has no usable id.</summary>
    public const string ConditionId = "CEK0333";

    /// <summary>Two conditions have the same id.</summary>
    public const string DuplicateConditionId = "CEK0334";

    /// <summary>A condition has no usable type.</summary>
    public const string ConditionType = "CEK0335";

    /// <summary>A condition does not say whether its message is fixed.</summary>
    public const string ConditionFixedMessage = "CEK0336";

    /// <summary>A condition does not say when it applies.</summary>
    public const string ConditionSituation = "CEK0337";

    /// <summary>A follow-up does not name an earlier condition.</summary>
    public const string FollowUpTarget = "CEK0338";

    /// <summary>A condition has no action.</summary>
    public const string ConditionAction = "CEK0339";

    /// <summary>An action is longer than 16 KB.</summary>
    public const string ActionTooLong = "CEK0340";

    /// <summary>A tag stands in an action that the caller phrases itself.</summary>
    public const string TagNeedsFixedMessage = "CEK0341";

    /// <summary>An attribute of a tag is missing, unknown or out of range.</summary>
    public const string TagAttribute = "CEK0342";

    /// <summary>A tag stands where it has no effect or is not allowed.</summary>
    public const string TagPlace = "CEK0343";

    /// <summary>An action refers to a function that is not declared.</summary>
    public const string UndefinedFunction = "CEK0344";

    /// <summary>An action refers to an output that its function does not declare.</summary>
    public const string UndeclaredOutput = "CEK0345";

    /// <summary>A function's output stands in an action that the caller phrases itself.</summary>
    public const string FunctionPlaceholder = "CEK0346";

    /// <summary>The declaration of a function breaks its rules.</summary>
    public const string FunctionDeclaration = "CEK0347";

    /// <summary>Something looks like a tag and is none.</summary>
    public const string UnknownTag = "CEK0348";

    /// <summary>An inline personality with an accent, which the format no longer has.</summary>
    public const string SuiteAccent = "CEK0349";

    /// <summary>The last day of a quarantine is no day.</summary>
    public const string QuarantineDay = "CEK0350";

    /// <summary>A quarantine has no last day or no reason.</summary>
    public const string QuarantineIncomplete = "CEK0351";

    /// <summary>The last day of a quarantine has passed.</summary>
    public const string QuarantineOver = "CEK0352";

    /// <summary>A quarantine changes nothing, because its scenario is skipped.</summary>
    public const string QuarantineOfSkipped = "CEK0353";

    /// <summary>A test case of a suite has neither metrics nor an expected outcome.</summary>
    public const string NothingMeasured = "CEK0400";

    /// <summary>A caller has no way to end the conversation.</summary>
    public const string CallerNeverEnds = "CEK0401";

    /// <summary>The project starts more than 100 runs.</summary>
    public const string ManyRuns = "CEK0402";

    /// <summary>A scenario is repeated and nothing says how many repetitions must pass.</summary>
    public const string AllRepetitionsMustPass = "CEK0403";

    /// <summary>A personality of the manifest is used by no scenario.</summary>
    public const string UnusedPersonality = "CEK0404";

    /// <summary>The emulator's seed has no rule for something that is to be judged.</summary>
    public const string NotJudged = "CEK0405";

    /// <summary>A condition of a suite says <c>optional</c>, which is the emulator's.</summary>
    public const string OptionalCondition = "CEK0406";

    /// <summary>An API key stands in a property of the build.</summary>
    public const string KeyInProperty = "CEK0410";

    /// <summary>The settings file of the project is not XML.</summary>
    public const string SettingsNotXml = "CEK0411";

    /// <summary>The filter of a plan cannot be understood.</summary>
    public const string InvalidFilter = "CEK0412";

    /// <summary>The service gave no estimate of the cost.</summary>
    public const string NoEstimate = "CEK0413";

    // From here on they are reported by the package's targets, and stand here so that none is given a second meaning.
    /// <summary>A test platform is asked for under which our tests do not run.</summary>
    public const string OtherPlatform = "CEK0414";

    /// <summary>A manifest lies in the folder of another project.</summary>
    public const string ManifestOfOthers = "CEK0415";

    /// <summary>Two manifests or suites go to the same place beside the dll.</summary>
    public const string SamePlace = "CEK0416";

    /// <summary>Nothing would run the project's tests.</summary>
    public const string NothingRuns = "CEK0417";

    /// <summary>A manifest in the project's folder is not part of the project.</summary>
    public const string ManifestLeftOut = "CEK0418";

    /// <summary>A reference to Cekura.NUnit leaves out what code compiles against.</summary>
    public const string NothingToCompileAgainst = "CEK0419";

    /// <summary>Two test frameworks in a project of a platform that runs one.</summary>
    public const string TwoFrameworks = "CEK0420";

    /// <summary>What was built for one test platform is run by the other.</summary>
    public const string BuiltForOtherPlatform = "CEK0421";

    /// <summary>No code runs the manifests of a project without the adapter.</summary>
    public const string HeldByNothing = "CEK0425";

    /// <summary>What is said of an agent does not fit the protocol that it speaks.</summary>
    public const string AgentSettings = "CEK0430";

    /// <summary>A secret of an agent is written down where a variable of the environment belongs.</summary>
    public const string SecretOfAgent = "CEK0431";

    /// <summary>A setting that nothing of the run looks at.</summary>
    public const string SettingWithoutEffect = "CEK0432";

    /// <summary>A line of an expected outcome has two demands.</summary>
    public const string TwoDemands = "CEK0440";

    /// <summary>A line of an expected outcome has a word without a measure.</summary>
    public const string NoMeasure = "CEK0441";

    /// <summary>A line of an expected outcome asks for what no transcript shows.</summary>
    public const string NotInTranscript = "CEK0442";

    /// <summary>The baseline does not exist.</summary>
    public const string BaselineNotFound = "CEK0500";

    /// <summary>The baseline exists and cannot be read.</summary>
    public const string BaselineUnreadable = "CEK0501";

    /// <summary>The baseline is of a version that is not known.</summary>
    public const string BaselineVersion = "CEK0502";

    /// <summary>The baseline, or one of its tests, is not complete.</summary>
    public const string BaselineInvalid = "CEK0503";
}
