import { createHash } from "node:crypto";

const deepest = 12;

/** 16 bytes of SHA-256 over the value as canonical JSON: keys in order, absent and undefined alike. @throws RangeError */
export function bodyHash(body: unknown): Buffer {
  return createHash("sha256").update(canonical(body, 0)).digest().subarray(0, 16);
}

function canonical(value: unknown, depth: number): string {
  if (depth > deepest) throw new RangeError("This is nested too deeply.");
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member, depth + 1)}`);
  return `{${members.join()}}`;
}
