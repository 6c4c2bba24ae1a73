using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>Why a read has no answer: it failed, or it was cut off, which says nothing about why.</summary>
internal sealed class ReadTrouble
{
    private ReadTrouble(CekuraException? failure) => Failure = failure;

    /// <summary>It was cut off when its time was up.</summary>
    public static ReadTrouble Cut { get; } = new(failure: null);

    /// <summary>How it failed; null: it was cut off.</summary>
    public CekuraException? Failure { get; }

    /// <summary>What to say of it.</summary>
    public string Reason => Failure?.Message ?? "no answer came in time";

    public static ReadTrouble Of(CekuraException failure) => new(failure);
}
