using System.Buffers.Binary;
using System.Text;

namespace Cekura.Agents.Traces;

/// <summary>Reads the fields of a protobuf message (https://protobuf.dev/programming-guides/encoding/).</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxVarint = 10;

    private ReadOnlySpan<byte> _rest = bytes;
    private int _wire;

    /// <summary>Number of the field that is next; what of the one before was not read is passed over.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="OtlpException">The message breaks off, or is none.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        (Field, _wire) = ((int)(tag >> 3), (int)(tag & 7));
        return Field > 0 ? true : throw Broken();
    }

    /// <summary>A message, a text or bytes.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(2);
        var length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Broken();
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>A whole number.</summary>
    public ulong Number()
    {
        Expect(0);
        return Varint();
    }

    public ulong Fixed64()
    {
        Expect(1);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public void Skip()
    {
        switch (_wire)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                throw Broken();
        }
    }

    private static OtlpException Broken() => new("The body is no protobuf message of traces, or breaks off.");

    private readonly void Expect(int wire)
    {
        if (_wire != wire)
        {
            throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Broken();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var at = 0; at < MaxVarint && at < _rest.Length; at++)
        {
            value |= (ulong)(_rest[at] & 0x7f) << (7 * at);
            if (_rest[at] < 0x80)
            {
                _rest = _rest[(at + 1)..];
                return value;
            }
        }

        throw Broken();
    }
}
