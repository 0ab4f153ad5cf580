import fc from "fast-check";

/** A change at the `at`-th place of a value, counted round and round. */
export interface JsonEdit {
  at: number;
  to: { replace: unknown } | { remove: true } | { twice: true } | { copyOf: number };
}

const hostileNumbers = [
  ...[NaN, Infinity, -Infinity, -0, -1, 0.5, 1e308, -1e308, 5e-324, 1e-300],
  ...[2 ** 24, 2 ** 24 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 1e21],
];

const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(...hostileNumbers, ...hostileNumbers.map(String)),
  fc.nat(200),
  fc.double(),
  fc.constantFrom<unknown>(null, true, {}, [], [[]], undefined, "numeric", "categorical", "squared"),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__": {"feature": 0}}'), new Array(2 ** 32 - 1)),
  fc.anything({ withSparseArray: true, withNullPrototype: true, withTypedArray: true, withBigInt: true }),
);

export const jsonEdit: fc.Arbitrary<JsonEdit> = fc.record({
  at: fc.nat(),
  to: fc.oneof(
    { weight: 4, arbitrary: fc.record({ replace: hostileValue }) },
    { weight: 1, arbitrary: fc.constant({ remove: true as const }) },
    { weight: 1, arbitrary: fc.constant({ twice: true as const }) },
    { weight: 2, arbitrary: fc.record({ copyOf: fc.nat() }) },
  ),
});

/** A changed copy of a JSON value. */
export function mutateJson(json: unknown, edits: JsonEdit[]): unknown {
  const root = { value: structuredClone(json) };
  for (const { at, to } of edits) {
    const spots = spotsOf(root);
    if (spots.length === 0) break;
    const { holder, key } = spots[at % spots.length];
    // A copy: the same constant put twice into one value could otherwise come to hold itself, for ever.
    if ("replace" in to) holder[key] = structuredClone(to.replace);
    else if ("copyOf" in to) {
      const source = spots[to.copyOf % spots.length];
      holder[key] = structuredClone(source.holder[source.key]);
    } else if (!Array.isArray(holder)) delete holder[key];
    else if ("twice" in to) holder.splice(Number(key), 0, holder[Number(key)]);
    else holder.splice(Number(key), 1);
  }
  return root.value;
}

interface Spot {
  holder: Record<string, unknown>;
  key: string;
}

function spotsOf(root: Record<string, unknown>): Spot[] {
  const spots: Spot[] = [];
  const open: unknown[] = [root];
  for (let holder = open.pop(); holder; holder = open.pop()) {
    if (!isHolder(holder)) continue;
    for (const key of Object.keys(holder)) {
      spots.push({ holder, key });
      open.push(holder[key]);
    }
  }
  return spots;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  if (Array.isArray(value)) return value.length < 1e6;
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
