import ipaddr from "ipaddr.js";

/** An address as a number, and of how many bits. */
interface Address {
  bits: 32 | 128;
  value: bigint;
}

interface Range {
  from: bigint;
  to: bigint;
}

const longestNote = 50;

/** Sets of IPv4 and IPv6 addresses, looked into by halving: 1 µs, however many ranges there are. */
export class IpRanges {
  readonly #v4: readonly Range[];
  readonly #v6: readonly Range[];

  /** Of networks such as "203.0.113.0/24", as `networksIn` gives them. */
  constructor(networks: Iterable<string>) {
    const ranges: Record<Address["bits"], Range[]> = { 32: [], 128: [] };
    for (const network of networks) {
      const parsed = parseNetwork(network);
      if (parsed) ranges[parsed.bits].push(parsed);
    }
    this.#v4 = merged(ranges[32]);
    this.#v6 = merged(ranges[128]);
  }

  /** Ranges that do not touch each other. */
  get size(): number {
    return this.#v4.length + this.#v6.length;
  }

  /** What is no address is in none. */
  has(address: string): boolean {
    const found = parseAddress(address);
    return found !== null && isWithin(found.bits === 32 ? this.#v4 : this.#v6, found.value);
  }
}

/**
 * The networks in a list as it is published: JSON of any shape (AWS, Google, Azure, Oracle, Cloudflare), CSV whose first
 * column is a network (DigitalOcean, Linode), or one a line. Strings and lines that are no network are passed over.
 */
export function networksIn(text: string): string[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return [...stringsIn(JSON.parse(trimmed))].filter(isNetwork);
  return trimmed
    .split("\n")
    .map((line) => (line.split(/[,;\t#]/, 1)[0] ?? "").trim().replace(/^"|"$/g, ""))
    .filter(isNetwork);
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) yield* stringsIn(each);
  }
}

function isNetwork(text: string): boolean {
  return parseNetwork(text) !== null;
}

function parseNetwork(text: string): (Range & Pick<Address, "bits">) | null {
  if (text.length > longestNote || !/^[0-9a-f:.]+(?:\/\d{1,3})?$/i.test(text)) return null;
  const [host = "", length] = text.split("/");
  const address = parseAddress(host);
  if (!address) return null;
  const { bits, value } = address;
  const prefix = length === undefined ? bits : Number(length);
  // A list that names half of the world is a mistake.
  if (prefix < 3 || prefix > bits) return null;
  const rest = BigInt(bits - prefix);
  const from = (value >> rest) << rest;
  return { bits, from, to: from + (1n << rest) - 1n };
}

function parseAddress(text: string): Address | null {
  // Numbers alone are addresses to the library too.
  if (!text.includes(".") && !text.includes(":")) return null;
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { bits: address.kind() === "ipv4" ? 32 : 128, value };
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (!last || from > last.to + 1n) result.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return result;
}

function isWithin(ranges: readonly Range[], value: bigint): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range || range.from > value) high = middle;
    else if (range.to < value) low = middle + 1;
    else return true;
  }
  return false;
}
