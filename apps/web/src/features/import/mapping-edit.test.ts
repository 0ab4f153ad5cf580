import {
  activityFields as everyActivityField,
  activityTypes as everyActivityType,
} from "@leadlift/services/import/activities/mapping";
import { listingFields as everyListingField } from "@leadlift/services/import/listings/mapping";
import { canonicalFields, type Mapping } from "@leadlift/services/import/mapping";
import { describe, expect, it } from "vitest";
import { activityFields, activityTypes } from "./activity-edit.ts";
import { listingFields } from "./listing-edit.ts";
import { attributeTarget, blockedBecause, columnOf, leadFields, retarget } from "./mapping-edit.ts";

function mappingOf(...targets: Mapping["columns"][number]["target"][]): Mapping {
  return {
    columns: targets.map((target, column) => ({ column, header: `Column ${column}`, target })),
    stages: {},
    outcome: null,
  };
}

describe("a mapping", () => {
  const start = mappingOf({ to: "field", field: "name" }, { to: "leave" });

  it("asks what a new outcome column means and forgets it with the column", () => {
    const chosen = retarget(start, 1, { to: "field", field: "outcome" }, "won");
    expect(chosen.outcome).toEqual({ positive: [], step: "won", others: "lost" });
    expect(blockedBecause(chosen)).toEqual({ why: "outcome" });
    expect(retarget(chosen, 1, { to: "leave" }, "won").outcome).toBeNull();
  });

  it("keeps the outcome's choices while another column changes", () => {
    const chosen = retarget(start, 1, { to: "field", field: "outcome" }, "won");
    const filled = { ...chosen, outcome: { positive: ["Yes"], step: "won", others: "lost" as const } };
    expect(retarget(filled, 0, { to: "field", field: "phone" }, "won").outcome?.positive).toEqual(["Yes"]);
  });

  it("cannot give one meaning to two columns, nor leave out all", () => {
    const twice = mappingOf({ to: "field", field: "name" }, { to: "field", field: "name" });
    expect(blockedBecause(twice)).toEqual({ why: "twice", field: "name" });
    expect(blockedBecause(mappingOf({ to: "leave" }))).toEqual({ why: "allLeft" });
    expect(blockedBecause(start)).toBeNull();
    expect(columnOf(start, "name")).toBe(0);
  });

  it("gives every new detail a key of its own", () => {
    const taken = mappingOf(
      { to: "attribute", key: "time_on_site", label: "Time", kind: "numeric" },
      { to: "leave" },
    );
    expect(attributeTarget(taken, 1, "Time on site ", "numeric")).toMatchObject({
      key: "time_on_site_2",
      label: "Time on site",
    });
    expect(attributeTarget(taken, 1, "???", "text")).toMatchObject({ key: "column_2", label: "???" });
  });
});

it("every meaning that a column can have is offered", () => {
  const offered = [leadFields, activityFields, activityTypes, listingFields].map((each) => each.toSorted());
  const every = [canonicalFields, everyActivityField, everyActivityType, everyListingField];
  expect(offered).toEqual(every.map((each) => each.toSorted()));
});
