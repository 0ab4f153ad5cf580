// Draws public/icons from the shapes of src/app/icon.svg: node apps/web/scripts/draw-icons.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const blue = [0x2f, 0x4b, 0xd8];
const white = [255, 255, 255];
/** In the SVG's units: 32 wide, corners of 8, a line of 3. */
const line = [
  [8, 21],
  [14, 15],
  [18, 18],
  [24, 10],
];

const icons = [
  // Launchers cut a maskable icon to their own shape: it fills the square, with its mark well inside.
  { file: "maskable-512.png", size: 512, scale: 0.8, ground: () => 1, colours: [blue, white] },
  { file: "icon-512.png", size: 512, scale: 1, ground: roundedSquare, colours: [blue, white] },
  { file: "icon-192.png", size: 192, scale: 1, ground: roundedSquare, colours: [blue, white] },
  // iOS cuts the corners itself.
  { file: "apple-180.png", size: 180, scale: 0.9, ground: () => 1, colours: [blue, white] },
  // Android takes a badge's shape and no colour of it.
  { file: "badge-96.png", size: 96, scale: 1.5, ground: () => 0, colours: [white, white] },
];

const folder = new URL("../public/icons/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const icon of icons) writeFileSync(new URL(icon.file, folder), png(icon.size, draw(icon)));

function draw({ size, scale, ground, colours: [back, front] }) {
  const pixels = Buffer.alloc(size * size * 4);
  const unit = 32 / size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [u, v] = [(x + 0.5) * unit, (y + 0.5) * unit];
      // The mark about its middle, which is the icon's.
      const mark = cover((1.5 - toLine(16 + (u - 16) / scale, 15.5 + (v - 16) / scale)) * scale, unit);
      const under = ground(u, v, unit);
      const alpha = mark + under * (1 - mark);
      const colour = back.map((value, i) =>
        alpha ? (front[i] * mark + value * under * (1 - mark)) / alpha : 0,
      );
      pixels.set([...colour.map(Math.round), Math.round(alpha * 255)], (y * size + x) * 4);
    }
  }
  return pixels;
}

function roundedSquare(u, v, unit) {
  const [dx, dy] = [Math.max(Math.abs(u - 16) - 8, 0), Math.max(Math.abs(v - 16) - 8, 0)];
  return cover(8 - Math.hypot(dx, dy), unit);
}

/** How much of a pixel lies within an edge at this distance. */
function cover(inside, unit) {
  return Math.min(1, Math.max(0, inside / unit + 0.5));
}

function toLine(u, v) {
  const distances = line.slice(1).map(([bx, by], i) => {
    const [ax, ay] = line[i];
    const along = ((u - ax) * (bx - ax) + (v - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const at = Math.min(1, Math.max(0, along));
    return Math.hypot(u - ax - at * (bx - ax), v - ay - at * (by - ay));
  });
  return Math.min(...distances);
}

function png(size, pixels) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(y * size * 4, (y + 1) * size * 4)]),
  );
  const data = deflateSync(Buffer.concat(rows), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
