import fc from "fast-check";
import { z } from "zod";

type Json = fc.Arbitrary<unknown>;

const node = z.looseObject({
  $ref: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().default(0),
  minimum: z.number().default(-(10 ** 12)),
  maximum: z.number().default(10 ** 12),
});

/** What senders send that are broken, careless or up to something. */
const awkward: Json = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, "", 0, -1, 0.1, 2 ** 53, -(2 ** 31) - 1, 1e308, 5e-324, -0, true, [], {}, [[]]],
    ...[
      "\0",
      "a\0b",
      "\ud800",
      "\u202e🏠👨‍👩‍👧",
      "' or 1=1; --",
      "<script>",
      "../../etc/passwd",
      "%00",
      "{{7*7}}",
    ],
    ...["constructor", "toString", "__proto__", "NaN", "Infinity", "9".repeat(400), "2026-13-45T99:99:99Z"],
    ...["0000-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "http://169.254.169.254/", "file:///etc/passwd"],
    ...["x".repeat(100_000), "🏠".repeat(20_000), Array(2_000).fill(0), Array(2_000).fill({})],
    ...[nested(90), JSON.parse(`${"[".repeat(95)}${"]".repeat(95)}`), { length: 1e9 }, { toString: 1 }],
  ),
  fc.jsonValue(),
);

/**
 * Values that a schema of the document describes, with here and there an awkward one in their place.
 * `known` are texts that stand for something on the server.
 */
export function valuesFor(components: Readonly<Record<string, unknown>>, known: readonly string[]) {
  const text = fc.oneof(fc.constantFrom(...known), fc.string({ unit: "grapheme", maxLength: 30 }));
  const spoilt = (value: Json, depth: number): Json =>
    fc.oneof({ weight: 40, arbitrary: value }, { weight: depth === 0 ? 1 : 2, arbitrary: awkward });

  const of = (schema: unknown, depth: number): Json => spoilt(plain(schema, depth), depth);
  const plain = (schema: unknown, depth: number): Json => {
    const { data } = node.safeParse(schema);
    if (!data || depth > 8) return fc.jsonValue();
    if (data.$ref !== undefined) return plain(components[data.$ref.split("/").at(-1) ?? ""], depth + 1);
    if ("const" in data && data.const !== undefined) return fc.constant(data.const);
    if (data.enum && data.enum.length > 0) return fc.constantFrom(...data.enum);
    const either = data.anyOf ?? data.oneOf ?? data.allOf;
    if (either && either.length > 0) return fc.oneof(...either.map((each) => plain(each, depth)));
    switch (data.type) {
      case "string":
        return textOf(data.format);
      case "integer":
        return fc.integer({
          min: Math.max(data.minimum, -(2 ** 31)),
          max: Math.min(data.maximum, 2 ** 31 - 1),
        });
      case "number":
        return fc.double({ min: data.minimum, max: data.maximum, noNaN: true });
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "array":
        return fc.array(of(data.items, depth + 1), {
          minLength: data.minItems,
          maxLength: data.minItems + 3,
        });
      case "object":
        return objectOf(data, depth);
      default:
        return fc.jsonValue();
    }
  };
  const textOf = (format: string | undefined): Json => {
    if (format === "uuid") return fc.oneof(fc.constantFrom(...known.filter(isUuid)), fc.uuid());
    if (format === "date-time") return time.map((date) => date.toISOString());
    if (format === "date") return time.map((date) => date.toISOString().slice(0, 10));
    if (format === "email") return fc.emailAddress();
    if (format === "uri") return fc.webUrl();
    return text;
  };
  const objectOf = ({ properties, required, additionalProperties }: z.output<typeof node>, depth: number) => {
    const fields = Object.entries(properties).map(([name, schema]) => [name, of(schema, depth + 1)] as const);
    const named = fc.record(Object.fromEntries(fields), {
      requiredKeys: required.filter((key) => key in properties),
    });
    if (additionalProperties === false) return named;
    const free = additionalProperties === true ? {} : additionalProperties;
    const more = fc.dictionary(text.map(String), of(free ?? {}, depth + 1), { maxKeys: 4 });
    return fc.tuple(named, more).map(([fixed, further]) => ({ ...further, ...fixed }));
  };
  return (schema: unknown): Json => of(schema, 0);
}

/** An example as it stands, with one thing in it missing, or with one thing in it awkward. */
export function variationsOf(example: unknown): Json {
  return fc.tuple(fc.nat(200), fc.constantFrom("keep", "drop", "set"), awkward).map(([at, change, by]) => {
    const copy: unknown = structuredClone(example);
    const places = placesIn(copy);
    const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
    if (!holder || key === undefined || change === "keep") return copy;
    if (change === "set") Reflect.set(holder, key, by);
    else Reflect.deleteProperty(holder, key);
    return copy;
  });
}

function placesIn(value: unknown): [holder: object, key: string][] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value;
  return Object.entries(holder).flatMap(([key, inner]) => [[holder, key], ...placesIn(inner)]);
}

const time = fc.date({ min: new Date("1999-01-01"), max: new Date("2101-01-01"), noInvalidDate: true });

function isUuid(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { a: nested(levels - 1) };
}
