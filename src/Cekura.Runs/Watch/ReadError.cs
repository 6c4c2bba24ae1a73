using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>Why a read has no answer: it failed, or it was cut off, which says nothing about why.</summary>
internal sealed class ReadError
{
    private ReadError(CekuraException? failure) => Failure = failure;

    /// <summary>It was cut off when its time was up.</summary>
    public static ReadError Cut { get; } = new(failure: null);

    /// <summary>How it failed; null: it was cut off.</summary>
    public CekuraException? Failure { get; }

    /// <summary>What to say of it.</summary>
    public string Reason => Failure?.Message ?? "no answer came in time";

    public static ReadError Of(CekuraException failure) => new(failure);
}
