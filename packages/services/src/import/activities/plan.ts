import { ServiceError } from "../../errors.ts";
import type { Said } from "../../sentences/said.ts";
import { foldValue, type PlannedColumn } from "../plan.ts";
import type { ActivityField, ActivityMapping, ActivityType } from "./mapping.ts";

/** A mapping made ready for reading rows. */
export interface ActivityPlan {
  fields: ReadonlyMap<ActivityField, PlannedColumn>;
  types: ReadonlyMap<string, ActivityType | "leave">;
  type: ActivityType | null;
}

const who: readonly ActivityField[] = ["externalId", "phone", "email"];

/** Throws BAD_INPUT with one sentence where columns that activities need are missing or there twice. */
export function checkActivityMapping({ columns, type }: ActivityMapping): void {
  const headers = new Map<ActivityField, string>();
  for (const { target, header } of columns) {
    if (target.to !== "field") continue;
    const rival = headers.get(target.field);
    if (rival !== undefined)
      throw misfit('"{first}" and "{second}" are both mapped to {field}; choose one.', {
        first: rival,
        second: header,
        field: target.field,
      });
    headers.set(target.field, header);
  }
  if (!who.some((field) => headers.has(field)))
    throw misfit(
      "Say which column tells whose activity it is: the lead's id, a phone number or an e-mail address.",
    );
  if (!headers.has("at")) throw misfit("Say which column tells when it happened.");
  if (!headers.has("type") && type === null)
    throw misfit("Say what happened: by a column, or for the whole file.");
}

export function planActivities(mapping: ActivityMapping, timezone: string): ActivityPlan {
  const fields = new Map<ActivityField, PlannedColumn>();
  for (const { column, header, target, dateFormats, decimal } of mapping.columns) {
    if (target.to === "field")
      fields.set(target.field, { column, header, format: { dateFormats, decimal, timezone } });
  }
  return {
    fields,
    types: new Map(Object.entries(mapping.types).map(([value, type]) => [foldValue(value), type])),
    type: fields.has("type") ? null : mapping.type,
  };
}

function misfit(...said: Said): ServiceError {
  return new ServiceError("BAD_INPUT", ...said);
}
