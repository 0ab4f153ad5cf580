type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

const mark = "$date";
const marked = /^\$+date$/;

/** JSON that keeps dates. A date becomes { $date: milliseconds }; an object that looks like one gains a $. */
export const wire = {
  serialize: (value: unknown) => encode(value),
  deserialize: (value: unknown) => decode(value),
};

function encode(value: unknown): Json {
  if (value instanceof Date) return { [mark]: value.getTime() };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== "object" || value === null) return plain(value);
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && marked.test(only[0])) return { [`$${only[0]}`]: encode(only[1]) };
  return Object.fromEntries(entries.map(([key, inner]) => [key, encode(inner)]));
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && marked.test(only[0])) {
    const [key, inner] = only;
    return key === mark ? new Date(inner) : { [key.slice(1)]: decode(inner) };
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, decode(inner)]));
}

function plain(value: unknown): Json {
  if (value === null || value === undefined) return value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value;
  throw new TypeError(`A ${typeof value} cannot be sent.`);
}
