namespace Cekura.Emulator.Seed;

/// <summary>The objects of one section of the seed, by id.</summary>
internal sealed class Section<T>(string name)
    where T : class
{
    private readonly Dictionary<long, (T Item, SeedElement Id)> _byId = [];
    private readonly List<T> _all = [];

    public IReadOnlyList<T> All => _all;

    public void Add(SeedElement id, T item)
    {
        var number = id.Integer(min: 1);
        if (!_byId.TryAdd(number, (item, id)))
        {
            throw id.Error($"{id.Path} {number} is taken by {_byId[number].Id.Path}. Give each its own.", SeedCode.IdTaken);
        }

        _all.Add(item);
    }

    /// <summary>The object with the id that <paramref name="reference"/> holds.</summary>
    public T Resolve(SeedElement reference)
    {
        var id = reference.Integer(min: 1);
        if (_byId.TryGetValue(id, out var found))
        {
            return found.Item;
        }

        var known = _byId.Count == 0 ? "that section is empty" : $"known ids: {string.Join(", ", _byId.Keys)}";
        throw reference.Error($"{reference.Path} {id} is not among {name}; {known}.", SeedCode.UnknownId);
    }

    /// <summary>As <see cref="Resolve"/>, or null where there is no reference.</summary>
    public T? ResolveOptional(SeedElement? reference) => reference is null ? null : Resolve(reference);
}
