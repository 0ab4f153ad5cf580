import { isUtf8 } from "node:buffer";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

export interface EncodingFound {
  encoding: Encoding;
  /** bytes of the byte order mark */
  bom: number;
}

/** By byte order mark; else by whether the bytes are UTF-8; else Windows-1252, which accepts anything. */
export function detectEncoding(head: Uint8Array): EncodingFound {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  const wide = wideWithoutMark(head);
  if (wide) return { encoding: wide, bom: 0 };
  const whole = head.subarray(0, head.length - unfinishedTail(head));
  return { encoding: isUtf8(whole) || isDamagedUtf8(whole) ? "utf-8" : "windows-1252", bom: 0 };
}

/** Mostly good UTF-8 with a wrong place: one lost letter is better than a wrong alphabet. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  return countMatches(text, /\uFFFD/g) < countMatches(text, /[^\0-\x7f\uFFFD]/gu);
}

/** Latin text in UTF-16 has a zero in every second byte. */
function wideWithoutMark(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const looked = Math.min(head.length, 4096) & ~1;
  if (looked < 8) return null;
  for (let i = 0; i < looked; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked * 0.4 && even === 0) return "utf-16le";
  if (even > looked * 0.4 && odd === 0) return "utf-16be";
  return null;
}

/** How many bytes at the end belong to a UTF-8 character that is not complete yet: 0 to 3. */
export function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}

/**
 * The same text in UTF-8, without its byte order mark, chunk by chunk. A file that was plain ASCII so far and then
 * is no UTF-8 goes on as Windows-1252; damaged places in real UTF-8 become U+FFFD.
 */
export async function* toUtf8(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, bom }: EncodingFound,
): AsyncGenerator<Buffer> {
  const decoder = encoding === "utf-8" ? new Utf8Repair() : new Transcoder(encoding);
  let skip = bom;
  for await (const chunk of bytes) {
    const kept = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - kept.length;
    const text = decoder.push(kept);
    if (text.length > 0) yield text;
  }
  const rest = decoder.end();
  if (rest.length > 0) yield rest;
}

class Transcoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  push(chunk: Uint8Array): Buffer {
    return Buffer.from(this.#decoder.decode(chunk, { stream: true }), "utf8");
  }

  end(): Buffer {
    return Buffer.from(this.#decoder.decode(), "utf8");
  }
}

class Utf8Repair {
  #carried: Uint8Array = new Uint8Array();
  #foreign = false;
  #latin: InstanceType<typeof TextDecoder> | null = null;

  push(chunk: Uint8Array): Buffer {
    const bytes = this.#carried.length > 0 ? Buffer.concat([this.#carried, chunk]) : chunk;
    const tail = this.#latin ? 0 : unfinishedTail(bytes);
    this.#carried = bytes.slice(bytes.length - tail);
    return this.#take(bytes.subarray(0, bytes.length - tail));
  }

  end(): Buffer {
    const rest = this.#take(this.#carried);
    this.#carried = new Uint8Array();
    return rest;
  }

  #take(bytes: Uint8Array): Buffer {
    if (!this.#latin && isUtf8(bytes)) {
      this.#foreign ||= bytes.some((byte) => byte > 0x7f);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    if (!this.#latin && (this.#foreign || isDamagedUtf8(bytes))) {
      this.#foreign = true;
      return Buffer.from(new TextDecoder("utf-8").decode(bytes), "utf8");
    }
    this.#latin ??= new TextDecoder("windows-1252");
    return Buffer.from(this.#latin.decode(bytes), "utf8");
  }
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
}
