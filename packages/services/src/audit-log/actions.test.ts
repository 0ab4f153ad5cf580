import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actInput } from "../act/act-input.ts";
import { auditActions } from "./actions.ts";

const source = join(import.meta.dirname, "..");

/** What the verbs write: `action: "noun.verb"`, also where it is one of two. */
function written(): string[] {
  const found = new Set(
    actInput.options.flatMap(({ shape }) => [...shape.kind.values].map((kind) => `act.${kind}`)),
  );
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts") || file.startsWith("audit-log")) continue;
    const text = readFileSync(join(source, file), "utf8");
    if (!text.includes("audit(")) continue;
    for (const [, line = ""] of text.matchAll(/\baction:([^;]*?)[,}]/g)) {
      for (const [, action = ""] of line.matchAll(/"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"/g))
        found.add(action);
    }
  }
  return [...found].sort();
}

test("everything that is audited has its place in the list that has words for it", () => {
  expect(auditActions.filter((action, place) => auditActions.indexOf(action) < place)).toEqual([]);
  expect(written().filter((action) => !auditActions.some((known) => known === action))).toEqual([]);
});
