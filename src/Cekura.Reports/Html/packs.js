// Panels that a large page keeps packed, taken out where somebody looks, finds or prints: Base64, then RFC 1951. In step with the page, which
// the browser's own streams are not: a link leads to a turn, and paper waits for no one.
function inflate(bytes) {
  let out = new Uint8Array(bytes.length * 8);
  let at = 0, bits = 0, held = 0, size = 0;
  const quickBits = 10;
  const put = byte => {
    if (size === out.length) {
      const more = new Uint8Array(out.length * 2);
      more.set(out);
      out = more;
    }
    out[size++] = byte;
  };
  const take = count => {
    while (held < count) {
      bits |= bytes[at++] << held;
      held += 8;
    }
    const value = bits & ((1 << count) - 1);
    bits >>>= count;
    held -= count;
    return value;
  };
  const tree = lengths => {
    const counts = new Uint16Array(16), next = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    lengths.forEach(length => { counts[length] += length > 0 ? 1 : 0; });
    for (let length = 1; length < 15; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    lengths.forEach((length, symbol) => { if (length > 0) { symbols[next[length]++] = symbol; } });
    // Short codes, which are most, by their bits as they come.
    const quick = new Uint16Array(1 << quickBits);
    for (let length = 1, code = 0, index = 0; length <= quickBits; length++, code <<= 1) {
      for (let left = counts[length]; left > 0; left--, code++, index++) {
        let turned = 0;
        for (let bit = 0; bit < length; bit++) {
          turned |= ((code >> bit) & 1) << (length - 1 - bit);
        }
        for (; turned < quick.length; turned += 1 << length) {
          quick[turned] = (symbols[index] << 4) | length;
        }
      }
    }
    return { counts, symbols, quick };
  };
  const read = ({ counts, symbols, quick }) => {
    while (held < quickBits && at < bytes.length) {
      bits |= bytes[at++] << held;
      held += 8;
    }
    const known = quick[bits & (quick.length - 1)], used = known & 15;
    if (used > 0 && used <= held) {
      bits >>>= used;
      held -= used;
      return known >> 4;
    }
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      code |= take(1);
      const count = counts[length];
      if (code - count < first) {
        return symbols[index + code - first];
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("A pack is damaged.");
  };
  const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const lengthMore = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const farBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const farMore = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
  const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const dynamic = () => {
    const literals = take(5) + 257, fars = take(5) + 1, codes = take(4) + 4;
    const lengths = new Array(19).fill(0);
    for (let index = 0; index < codes; index++) {
      lengths[orderOfLengths[index]] = take(3);
    }
    const codeTree = tree(lengths), all = [];
    while (all.length < literals + fars) {
      const symbol = read(codeTree);
      if (symbol < 16) {
        all.push(symbol);
      } else {
        const value = symbol === 16 ? all[all.length - 1] : 0;
        for (let left = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7); left > 0; left--) {
          all.push(value);
        }
      }
    }
    return [tree(all.slice(0, literals)), tree(all.slice(literals))];
  };
  const fixed = () => [tree(Array.from({ length: 288 }, (_, symbol) => symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)), tree(new Array(30).fill(5))];
  for (let isLast = false; !isLast;) {
    isLast = take(1) === 1;
    const kind = take(2);
    if (kind === 0) {
      at -= held >> 3;
      bits = held = 0;
      let left = bytes[at] | (bytes[at + 1] << 8);
      at += 4;
      for (; left > 0; left--) {
        put(bytes[at++]);
      }
      continue;
    }
    const [literal, far] = kind === 1 ? fixed() : dynamic();
    for (let symbol = read(literal); symbol !== 256; symbol = read(literal)) {
      if (symbol < 256) {
        put(symbol);
        continue;
      }
      const length = lengthBase[symbol - 257] + take(lengthMore[symbol - 257]);
      const step = read(far);
      const back = farBase[step] + take(farMore[step]);
      for (let left = length; left > 0; left--) {
        put(out[size - back]);
      }
    }
  }
  return out.subarray(0, size);
}

const packs = new Map();

// The panels of a pack, as markup of ours.
function panelsOf(id) {
  if (!packs.has(id)) {
    const bytes = Uint8Array.from(atob(document.getElementById(id).innerHTML), character => character.charCodeAt(0));
    packs.set(id, new TextDecoder().decode(inflate(bytes)).split("\u0001"));
  }
  return packs.get(id);
}

const packed = one => one.querySelector(":scope > details > .packed, :scope > details[data-pack]");

function packedIn(one) {
  const [id, number] = packed(one)?.dataset.pack.split(" ") ?? [];
  return id === undefined ? null : panelsOf(id)[Number(number)];
}

function unpack(one) {
  const panel = one && packedIn(one);
  if (panel !== null && panel !== undefined) {
    const at = packed(one);
    if (at.matches("details")) {
      at.removeAttribute("data-pack");
      at.insertAdjacentHTML("beforeend", panel);
    } else {
      at.outerHTML = panel;
    }
  }
}

document.addEventListener("toggle", event => {
  if (event.target.open && event.target.parentElement.matches?.(".case")) {
    unpack(event.target.parentElement);
  }
}, true);
