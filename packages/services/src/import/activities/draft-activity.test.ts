import { describe, expect, test } from "vitest";
import { draftActivity } from "./draft-activity.ts";
import type { ActivityMapping } from "./mapping.ts";
import { checkActivityMapping, planActivities } from "./plan.ts";
import { looksLikeActivities, proposeActivityMapping } from "./propose.ts";

function columnsOf(csv: string) {
  const [names = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
  return {
    columns: names.map((header, column) => ({ header, values: rows.map((row) => row[column] ?? "") })),
    rows,
  };
}

const now = new Date("2026-11-23T10:00:00Z");

function draftsOf(csv: string, change: (mapping: ActivityMapping) => void = () => {}) {
  const { columns, rows } = columnsOf(csv);
  const { mapping } = proposeActivityMapping(columns);
  change(mapping);
  checkActivityMapping(mapping);
  const plan = planActivities(mapping, "Asia/Kolkata");
  return rows.map((row) => {
    const warnings: string[] = [];
    const drafted = draftActivity(row, plan, {
      now,
      warn: ({ header }, code) => warnings.push(`${header} ${code}`),
    });
    return drafted.ok ? { ...drafted.draft, warnings } : drafted.code;
  });
}

const fieldsOf = (csv: string) =>
  Object.fromEntries(
    proposeActivityMapping(columnsOf(csv).columns).mapping.columns.map(({ header, target }) => [
      header,
      target.to === "field" ? target.field : null,
    ]),
  );

describe("what the columns mean", () => {
  test("a CRM's log", () => {
    const csv = `Activity ID;Prospect ID;Activity Type;Activity Date;Duration (min);Notes;Created By;Project
1;LD-1;Outgoing Call;05/03/2026 10:30;4;Asked about parking;Bina;Skyline
2;LD-1;Site Visit;07/03/2026 11:00;;Came with family;Bina;Skyline`;
    expect(fieldsOf(csv)).toEqual({
      "Activity ID": "activityId",
      "Prospect ID": "externalId",
      "Activity Type": "type",
      "Activity Date": "at",
      "Duration (min)": "minutes",
      Notes: "text",
      "Created By": null,
      Project: "listing",
    });
    expect(looksLikeActivities(columnsOf(csv).columns)).toBe(true);
  });

  test("an id that comes again is the lead's", () => {
    expect(fieldsOf("id;event;time\n7;call;2026-01-01 10:00\n7;email;2026-01-02 10:00")).toMatchObject({
      id: "externalId",
    });
  });

  test("a dialler's log says calls by its headers, and day and time in two columns are one moment", () => {
    const [first, second] = draftsOf(`Customer Mobile;Call Date;Call Time;Call Type;Talk Time
98765 43210;05/03/2026;10:30 AM;Incoming;00:02:05
98765 43210;05/03/2026;10:45 AM;Missed;`);
    expect(first).toMatchObject({
      who: { phone: "+919876543210" },
      type: "call_in",
      at: new Date("2026-03-05T05:00:00Z"),
      properties: { seconds: 125, answered: true },
    });
    expect(second).toMatchObject({ type: "call_in", properties: { answered: false } });
  });
});

describe("a row", () => {
  const header = "lead id;phone;type;time;duration;note\n";
  const one = (row: string) => draftsOf(header + row)[0];

  test.each([
    ["of nobody", ";;call;2026-01-05;;", "no-person"],
    ["of nobody who can be called", ";12;call;2026-01-05;;", "no-person"],
    ["without a time", "1;;call;;;", "no-time"],
    ["of no day", "1;;call;31/02/2026;;", "bad-date"],
    ["of 1970", "1;;call;1970-01-01 00:00;;", "too-early"],
    ["of 2100", "1;;call;2100-01-01;;", "in-future"],
    ["of tomorrow", "1;;call;2026-11-24 16:00;;", "in-future"],
    ["without a type", "1;;;2026-01-05;;", "no-type"],
    ["with a long id", `${"x".repeat(201)};;call;2026-01-05;;`, "id-too-long"],
  ])("%s is rejected", (_, row, code) => {
    expect(one(row)).toBe(code);
  });

  test("of a type without a meaning is left out, also when it comes further down the file", () => {
    const csv = `${header}1;;call;2026-01-05;;\n1;;Zork;2026-01-05;;`;
    expect(draftsOf(csv)[1]).toBe("left-out");
    expect(draftsOf(csv, (mapping) => Object.assign(mapping, { types: {} }))[1]).toBe("unknown-type");
  });

  test("keeps what fits and warns of what does not", () => {
    const rows = "1;bad;call;2026-01-05 10:00;forever;नमस्ते 🙂\n2;9876543210;call;2026-01-05 10:00;60;\n";
    const [first] = draftsOf(header + rows + rows.split("\n")[1]);
    expect(first).toMatchObject({
      who: { externalId: "1", phone: null },
      text: "नमस्ते 🙂",
      warnings: ["phone no-phone", "duration no-duration"],
    });
  });

  test("of a listing nobody names is a page", () => {
    expect(one("1;;listing_view;2026-01-05;20;")).toMatchObject({
      type: "page_view",
      properties: { seconds: 20 },
    });
  });
});

test("a file without a person, a time or a type cannot be imported", () => {
  expect(() => draftsOf("type;time\ncall;2026-01-05")).toThrow(/whose activity/);
  expect(() => draftsOf("lead id;type\n1;call")).toThrow(/when it happened/);
  expect(() => draftsOf("lead id;time\n1;2026-01-05")).toThrow(/what happened/);
});
