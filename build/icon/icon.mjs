// Draws the icon of the packages: node build/icon/icon.mjs
// A speech bubble that has passed. The same on every machine: no font, no library, only shapes and their coverage of a pixel.
import { deflateSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';

const size = 128;
const samples = 4;
const background = [15, 82, 87];
const bubble = [255, 255, 255];
const mark = [22, 138, 94];

const roundedBox = (x, y, cx, cy, halfWidth, halfHeight, radius) => {
  const dx = Math.max(Math.abs(x - cx) - halfWidth + radius, 0);
  const dy = Math.max(Math.abs(y - cy) - halfHeight + radius, 0);
  return dx * dx + dy * dy <= radius * radius;
};

const triangle = (x, y, [ax, ay], [bx, by], [cx, cy]) => {
  const side = (px, py, qx, qy) => (x - px) * (qy - py) - (y - py) * (qx - px);
  const sides = [side(ax, ay, bx, by), side(bx, by, cx, cy), side(cx, cy, ax, ay)];
  return sides.every((s) => s >= 0) || sides.every((s) => s <= 0);
};

const stroke = (x, y, [ax, ay], [bx, by], radius) => {
  const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
  return (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2 <= radius * radius;
};

const colour = (x, y) => {
  if (stroke(x, y, [43, 57], [57, 71], 6) || stroke(x, y, [57, 71], [86, 42], 6)) return [...mark, 255];
  if (roundedBox(x, y, 64, 56, 44, 34, 14) || triangle(x, y, [38, 84], [66, 84], [40, 108])) return [...bubble, 255];
  return roundedBox(x, y, 64, 64, 64, 64, 26) ? [...background, 255] : [...background, 0];
};

const rows = Buffer.alloc(size * (1 + size * 4));
for (let y = 0; y < size; y++) {
  for (let x = 0; x < size; x++) {
    const sum = [0, 0, 0, 0];
    for (let i = 0; i < samples * samples; i++) {
      const found = colour(x + ((i % samples) + 0.5) / samples, y + (Math.floor(i / samples) + 0.5) / samples);
      found.forEach((value, channel) => { sum[channel] += value; });
    }
    sum.forEach((value, channel) => { rows[y * (1 + size * 4) + 1 + x * 4 + channel] = Math.round(value / (samples * samples)); });
  }
}

const crcOf = (bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crcOf(body));
  return Buffer.concat([head, body, tail]);
};

const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);

writeFileSync(new URL('icon.png', import.meta.url), Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(rows, { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
]));
