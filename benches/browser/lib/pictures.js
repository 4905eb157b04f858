// Photographs of 640 by 360, different and small, made without a library.

import { crc32, deflateSync } from "node:zlib";

const WIDTH = 640;
const HEIGHT = 360;

/** A PNG with slanted bands in eight greens and blues. */
export function picture(number) {
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    // Each row begins with its filter: none.
    const start = y * (WIDTH + 1) + 1;
    for (let x = 0; x < WIDTH; x += 1) rows[start + x] = ((x + y * 2 + number * 50) >> 6) & 7;
  }
  const palette = Buffer.from(
    Array.from({ length: 8 }, (_, at) => [40 + at * 9, 80 + ((number * 31) % 90) + at * 8, 110 + at * 15]).flat(),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits for each point, of a palette.
  head.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
