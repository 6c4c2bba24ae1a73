namespace Cekura.NUnit;

/// <summary>Something that happens in a conversation, with what can be said about its number and order.</summary>
/// <typeparam name="T">The constraint itself.</typeparam>
public abstract class OrderedConstraint<T> : ConversationConstraint
    where T : OrderedConstraint<T>
{
    private protected OrderedConstraint() { }

    /// <summary>It happens before the first time that something else does, which has to happen too.</summary>
    /// <param name="other">The other thing.</param>
    public T Before(ConversationConstraint other)
    {
        Set(Order.Before, other);
        return (T)this;
    }

    /// <summary>It happens after the first time that something else does, which has to happen too.</summary>
    /// <param name="other">The other thing.</param>
    public T After(ConversationConstraint other)
    {
        Set(Order.After, other);
        return (T)this;
    }

    /// <summary>It happens so often, and not more.</summary>
    /// <param name="times">How often, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public T Exactly(int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        Set(times, times);
        return (T)this;
    }

    /// <summary>It happens so often, or more.</summary>
    /// <param name="times">How often, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public T AtLeast(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Set(times, most: null);
        return (T)this;
    }
}
