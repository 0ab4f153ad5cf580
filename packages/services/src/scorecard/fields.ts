import type { OrgSql } from "@leadlift/db/connect";
import { featureByName, featureNames } from "@leadlift/scoring/features";
import { profileFields, realEstateRules, unitOf } from "@leadlift/scoring/scorecard";
import { type AttributeDefinition, listAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";

/** A field that rules can ask about. */
export interface RuleField {
  name: string;
  /** an attribute's own; null where the language has one */
  label: string | null;
  /** what can be asked of it: limits, yes or no, one of its values, or only whether it is known */
  kind: "number" | "flag" | "choice" | "known";
  from: "behaviour" | "profile" | "own";
}

/** In the order in which they are offered: what the person did, what is told of it, the organisation's own. */
export async function ruleFields(sql: OrgSql, ctx: Pick<Context, "orgId">): Promise<RuleField[]> {
  const own = (await listAttributes(sql, ctx)).filter(({ kind }) => kind !== "id");
  const known = new Set(own.map(({ key }) => key));
  // Rules of the default set may ask for an attribute that no file has brought yet.
  const expected = realEstateRules.filter(({ feature }) => unitOf(feature) === "text" && !known.has(feature));
  return [
    ...featureNames
      .filter(saysSomething)
      .map((name): RuleField => ({ name, label: null, kind: kindOfUnit(name), from: "behaviour" })),
    ...[...new Set([...profileFields, ...expected.map(({ feature }) => feature)])].map(
      (name): RuleField => ({ name, label: null, kind: kindOfUnit(name), from: "profile" }),
    ),
    ...own.map(
      ({ key, label, kind }): RuleField => ({ name: key, label, kind: kindOfAttribute(kind), from: "own" }),
    ),
  ];
}

/** The calendar is the same for all leads: a rule on it would move every score alike. */
function saysSomething(name: string): boolean {
  return featureByName(name)?.purpose !== null;
}

function kindOfUnit(name: string): RuleField["kind"] {
  const unit = unitOf(name);
  if (unit === "flag") return "flag";
  return unit === "text" ? "choice" : "number";
}

function kindOfAttribute(kind: AttributeDefinition["kind"]): RuleField["kind"] {
  if (kind === "numeric") return "number";
  if (kind === "boolean") return "flag";
  return kind === "categorical" ? "choice" : "known";
}
