using System.Runtime.ExceptionServices;

namespace Cekura.Client;

/// <summary>Reads entries of one answer, each by itself: an error in one leaves the others.</summary>
internal static class EntryReader
{
    /// <summary>
    /// Reads the entries that can be read and leaves the others out. Where none can be read, the answer is something else.
    /// </summary>
    /// <param name="entries">What came.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="unreadable">Is told of each that is left out.</param>
    /// <param name="mayAllBeUnreadable">Whether it is known already what kind of answer it is.</param>
    /// <exception cref="Exception">None could be read: what the first one threw.</exception>
    public static List<TRead> ReadEach<TEntry, TRead>(
        IEnumerable<TEntry> entries,
        Func<TEntry, TRead> read,
        Action<string>? unreadable,
        bool mayAllBeUnreadable = false
    )
    {
        var all = new List<TRead>();
        ExceptionDispatchInfo? first = null;
        foreach (var entry in entries)
        {
            try
            {
                all.Add(read(entry));
            }
            catch (Exception e) when (EntryReader.IsUnreadable(e))
            {
                first ??= ExceptionDispatchInfo.Capture(e);
                unreadable?.Invoke(e.Message);
            }
        }

        if (all.Count == 0 && !mayAllBeUnreadable)
        {
            first?.Throw();
        }

        return all;
    }

    /// <summary>Whether an exception of a reader, of whatever type, means that an answer cannot be read.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is not (CekuraException or OperationCanceledException or OutOfMemoryException);
}
