/* Pixels as a PNG with a palette: a chart has few colours, so that it takes a fifth of the bytes. */

const MOST = 256;
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const crc = (bytes) => {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};

const number = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

const chunk = (name, data) => {
  const content = Uint8Array.from([...new TextEncoder().encode(name), ...data]);
  return [...number(data.length), ...content, ...number(crc(content))];
};

const deflated = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const channels = (colour) => [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255];

const distance = (one, other) => {
  const there = channels(other);
  return channels(one).reduce((sum, value, i) => sum + (value - there[i]) ** 2, 0);
};

/* The commonest colours stay as they are; of the edges of letters, the rarest take the nearest. */
const palette = (pixels) => {
  const times = new Map();
  pixels.forEach((colour) => times.set(colour, (times.get(colour) ?? 0) + 1));
  const colours = [...times.keys()].sort((a, b) => times.get(b) - times.get(a) || a - b);
  const kept = colours.slice(0, MOST);
  const place = new Map(kept.map((colour, index) => [colour, index]));
  colours.slice(MOST).forEach((colour) => {
    const nearest = kept.reduce((best, next) =>
      distance(colour, next) < distance(colour, best) ? next : best,
    );
    place.set(colour, place.get(nearest));
  });
  return { kept, place };
};

/** Pixels without a transparent one among them, as the bytes of a file. */
export const png = async ({ data, width, height }) => {
  const pixels = new Uint32Array(data.buffer);
  const { kept, place } = palette(pixels);
  const rows = new Uint8Array((width + 1) * height);
  pixels.forEach((colour, i) => {
    rows[i + Math.floor(i / width) + 1] = place.get(colour);
  });
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk("IHDR", [...number(width), ...number(height), 8, 3, 0, 0, 0]),
    ...chunk("PLTE", kept.flatMap(channels)),
    ...chunk("IDAT", await deflated(rows)),
    ...chunk("IEND", []),
  ]);
};
