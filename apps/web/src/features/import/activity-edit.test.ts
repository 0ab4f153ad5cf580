import type { ActivityMapping } from "@leadlift/services/import/activities/mapping";
import { expect, it } from "vitest";
import { activityBlockedBecause } from "./activity-edit.ts";

function mappingOf(...fields: (ActivityMapping["columns"][number]["target"] & { to: "field" })["field"][]) {
  const columns = fields.map((field, column) => ({
    column,
    header: field,
    target: { to: "field" as const, field },
  }));
  return { columns, types: {}, type: null } satisfies ActivityMapping;
}

it("lets activities start when who, when and what are known", () => {
  expect(activityBlockedBecause(mappingOf("at", "type"))).toEqual({ why: "whose" });
  expect(activityBlockedBecause(mappingOf("phone", "type"))).toEqual({ why: "when" });
  expect(activityBlockedBecause(mappingOf("phone", "at"))).toEqual({ why: "what" });
  expect(activityBlockedBecause({ ...mappingOf("phone", "at"), type: "call_out" })).toBeNull();
  expect(activityBlockedBecause(mappingOf("email", "at", "type", "at"))).toEqual({
    why: "twice",
    field: "at",
  });
  expect(activityBlockedBecause(mappingOf("externalId", "at", "type"))).toBeNull();
});
