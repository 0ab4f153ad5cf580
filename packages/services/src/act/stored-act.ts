import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type LeadStatus, leadStatuses } from "../lead/lead-row.ts";
import { type ListSection, listSections } from "../today/sections.ts";
import type { ActKind } from "./act-input.ts";
import { type Effect, effectsSchema } from "./effects.ts";

const dayMs = 86_400_000;

/** An act can be taken back for so long after it arrived. */
export const undoableForMs = dayMs;

/** How the lead stood after the act. */
export interface LeadAfter {
  status: LeadStatus;
  step: string | null;
  lostReason: string | null;
  ownerId: string | null;
  version: number;
}

export interface ActResult {
  actId: string;
  /** the lead that stands for the one asked for */
  leadId: string;
  kind: ActKind;
  effects: Effect[];
  /** in the person's list of that moment; null: it was not on it */
  place: { place: number; size: number; section: ListSection } | null;
  /** right after the act */
  lead: LeadAfter;
  undoableUntil: Date;
  undone: boolean;
}

export interface StoredAct {
  id: string;
  userId: string;
  leadId: string;
  kind: ActKind;
  detail: unknown;
  bodyHash: Buffer;
  effects: unknown;
  listPlace: number | null;
  listSize: number | null;
  occurredAt: Date;
  recordedAt: Date;
  undoneAt: Date | null;
}

const detailSchema = z.object({
  section: z.enum(listSections).nullable(),
  after: z.object({
    status: z.enum(leadStatuses),
    step: z.string().nullable(),
    lostReason: z.string().nullable(),
    ownerId: z.string().nullable(),
    version: z.number(),
  }),
});

export async function readAct(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  actId: string,
  lock: "" | "for update" = "",
): Promise<StoredAct | undefined> {
  const { rows } = await sql.query<StoredAct>(
    `select id, user_id as "userId", lead_id as "leadId", kind, detail, body_hash as "bodyHash", effects,
            list_place as "listPlace", list_size as "listSize", occurred_at as "occurredAt",
            recorded_at as "recordedAt", undone_at as "undoneAt"
       from act where org_id = $1 and id = $2 ${lock}`,
    [ctx.orgId, actId],
  );
  return rows[0];
}

/** What was answered when the act came first. */
export function resultOf(act: StoredAct): ActResult {
  const { section, after } = detailSchema.parse(act.detail);
  const { listPlace, listSize } = act;
  return {
    actId: act.id,
    leadId: act.leadId,
    kind: act.kind,
    effects: effectsSchema.parse(act.effects),
    place:
      section === null || listPlace === null || listSize === null
        ? null
        : { place: listPlace, size: listSize, section },
    lead: after,
    undoableUntil: new Date(act.recordedAt.getTime() + undoableForMs),
    undone: act.undoneAt !== null,
  };
}
