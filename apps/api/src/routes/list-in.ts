import { Problem } from "../problem.ts";

/** The list of a body such as `{ events: [ … ] }`; null for a body that is one of them. Throws bad_body for any other. */
export function listIn(body: unknown, { one, many }: { one: string; many: string }): unknown[] | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Problem(400, "bad_body", `Send one ${one}, or many as { "${many}": [ … ] }.`);
  }
  if (!Object.hasOwn(body, many)) return null;
  const list: unknown = Reflect.get(body, many);
  if (Array.isArray(list)) return list;
  throw new Problem(400, "bad_body", `${many}: must be a list.`);
}
