import { describe, expect, test } from "vitest";
import { ServiceError } from "./errors.ts";
import { createLogger, type LogFields, type LogLevel } from "./log.ts";

function logged(level: LogLevel, fields: LogFields): Record<string, unknown> {
  const lines: string[] = [];
  const log = createLogger({
    level,
    application: "test",
    destination: { write: (line) => lines.push(line) },
  });
  log.error("Something happened", fields);
  return JSON.parse(lines.join("")) as Record<string, unknown>;
}

const person = "Ramesh Shah +919812345678";

describe("a log line", () => {
  test("carries ids and counts", () => {
    expect(logged("info", { leadId: "1", rows: 3 })).toMatchObject({
      msg: "Something happened",
      level: "error",
      leadId: "1",
      rows: 3,
    });
  });

  test("drops whatever is not on the list", () => {
    const smuggled = { rows: 3, name: person, phone: person };
    expect(JSON.stringify(logged("info", smuggled))).not.toContain("Ramesh");
  });

  test("keeps an error's name, code and place, and not the words it may quote", () => {
    const error = Object.assign(new Error(`invalid input: ${person}`), { code: "22P02" });
    const line = logged("info", { error });
    expect(line).toMatchObject({ error: { name: "Error", code: "22P02" } });
    expect(JSON.stringify(line)).toContain("log.test.ts");
    expect(JSON.stringify(line)).not.toContain("Ramesh");
  });

  test("quotes errors where debugging is asked for", () => {
    expect(logged("debug", { error: new Error("why") })).toMatchObject({ error: { message: "why" } });
  });

  test("keeps the sentence of an outage", () => {
    const error = new ServiceError("UNAVAILABLE", { worded: "No database is running." });
    expect(logged("info", { error })).toMatchObject({ error: { message: "No database is running." } });
  });
});
