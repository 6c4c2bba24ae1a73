using System.Globalization;
using System.IO.Compression;

namespace Cekura.Reports.Html;

/// <summary>
/// Panels of a page that is too large to hold them as they are: several together, deflated, and in a form that is text. The page's own
/// script takes them out when somebody looks.
/// </summary>
/// <param name="store">Where the panels are.</param>
/// <param name="size">How many are packed together: what is alike becomes small, and one that is wanted brings the others along.</param>
/// <param name="name">Begins the names of the packs.</param>
internal sealed class PanelPack(PanelStore store, int size, string name)
{
    /// <summary>Ends each panel of a pack. No panel holds it: it is no character that a page shows.</summary>
    private const byte End = 1;

    private readonly MemoryStream _panels = new();
    private int _pack;
    private int _count;

    /// <summary>How many bytes the packs take that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Adds a panel.</summary>
    /// <returns>Where the script finds it: the name of the pack, and its number there from 0.</returns>
    public string Add(PanelStore.Range panel)
    {
        store.CopyTo(_panels, panel);
        _panels.WriteByte(End);
        return string.Create(CultureInfo.InvariantCulture, $"{name}{_pack} {_count++}");
    }

    /// <summary>Writes the pack when it is full.</summary>
    public void WriteFull(HtmlWriter html)
    {
        if (_count == size)
        {
            WriteRest(html);
        }
    }

    /// <summary>Writes what is not written yet.</summary>
    public void WriteRest(HtmlWriter html)
    {
        if (_count == 0)
        {
            return;
        }

        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            _panels.WriteTo(deflate);
        }

        var text = Convert.ToBase64String(deflated.GetBuffer(), 0, (int)deflated.Length);
        html.Data($"{name}{_pack.ToString(CultureInfo.InvariantCulture)}", text);
        Written += text.Length;
        _panels.SetLength(0);
        (_pack, _count) = (_pack + 1, 0);
    }
}
