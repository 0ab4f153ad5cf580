import type { FastifyRequest } from "fastify";
import { parse } from "secure-json-parse";
import { notJson, Problem } from "./problem.ts";

/** Deeper than anything that is documented; what walks through a body may do so by recursion. */
const mostLevels = 100;

/** A body of JSON that says one thing to every reader: no key twice, no number that is too large to be one. */
export function parseJson({ headers }: Pick<FastifyRequest, "headers">, text: string): unknown {
  // What is never unpacked cannot become larger than the limit.
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    throw new Problem(415, "encoded", "Send the body as it is: no Content-Encoding is accepted.");
  }
  if (text === "") throw new Problem(400, "bad_json", "The body is empty.");
  const value = parsed(text);
  const members = countMembers(value);
  // A quote and a colon stand behind every key, and in some texts: where there are no more of them than members, none
  // of the keys was there twice.
  if (countKeys(text) !== members) refuseRepeatedKey(text);
  return value;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { protoAction: "error", constructorAction: "error" });
  } catch {
    throw new Problem(400, "bad_json", notJson);
  }
}

/** Of all objects in it. Throws for one that is too deep, and for a number such as 1e400. */
function countMembers(value: unknown): number {
  let members = 0;
  let finite = true;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) {
      throw new Problem(400, "too_deep", `The body is nested more than ${mostLevels} levels deep.`, {
        mostLevels,
      });
    }
    const below: unknown[] = [];
    for (const each of level) {
      if (typeof each === "number") finite &&= Number.isFinite(each);
      if (typeof each !== "object" || each === null) continue;
      const values = Array.isArray(each) ? each : Object.values(each);
      if (values !== each) members += values.length;
      for (const inner of values) {
        if (typeof inner === "object" || typeof inner === "number") below.push(inner);
      }
    }
    level = below;
  }
  if (!finite) refuseNumber(value);
  return members;
}

function countKeys(text: string): number {
  const end = /"[ \t\r\n]*:/g;
  let count = 0;
  while (end.test(text)) count++;
  return count;
}

function refuseNumber(body: unknown): never {
  const pathTo = (value: unknown, path: readonly string[]): string | null => {
    if (typeof value === "number") return Number.isFinite(value) ? null : path.join(".");
    if (typeof value !== "object" || value === null) return null;
    for (const [key, inner] of Object.entries(value)) {
      const found = pathTo(inner, [...path, key]);
      if (found !== null) return found;
    }
    return null;
  };
  refuse("bad_number", "The body has a number that is too large to be one.", pathTo(body, []) ?? "");
}

interface Open {
  /** of an object; null: it is a list */
  keys: Set<string> | null;
  /** what is being read in it */
  at: string | number;
}

/** Strings and signs of text that is JSON. By hand: an expression that repeats escapes overflows the stack on long texts. */
function* wordsOf(text: string): Generator<string> {
  const sign = /["{}[\],:]/g;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    if (found[0] === '"') sign.lastIndex = endOfString(text, found.index);
    yield text.slice(found.index, sign.lastIndex);
  }
}

/** The place after the quote that ends the string which begins here. */
function endOfString(text: string, begin: number): number {
  let end = begin;
  do end = text.indexOf('"', end + 1);
  while (end !== -1 && isEscaped(text, end));
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

/** Of text that is JSON. */
function refuseRepeatedKey(text: string): void {
  const open: Open[] = [];
  let before = "";
  for (const word of wordsOf(text)) {
    const inner = open.at(-1);
    if (word === "{") open.push({ keys: new Set(), at: "" });
    else if (word === "[") open.push({ keys: null, at: 0 });
    else if (word === "}" || word === "]") open.pop();
    else if (word === "," && typeof inner?.at === "number") inner.at++;
    else if (inner?.keys && word.startsWith('"') && before !== ":") {
      const key = String(JSON.parse(word));
      inner.at = key;
      if (inner.keys.has(key)) {
        refuse("duplicate_key", "The body has a key twice.", open.map(({ at }) => at).join("."));
      }
      inner.keys.add(key);
    }
    before = word;
  }
}

function refuse(code: string, sentence: string, path: string): never {
  throw new Problem(400, code, sentence, { errors: [{ path, message: sentence }] });
}
