import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import { bodyHash } from "../../event/body-hash.ts";
import type { EventInput } from "../../event/event-input.ts";
import { recordEventsIn } from "../../event/record.ts";
import type { Stored } from "../intake.ts";
import type { ActivityDraft } from "./draft-activity.ts";
import {
  type EarlierVersion,
  earlierVersions,
  keepVersions,
  type RecordedVersion,
  versionId,
} from "./earlier-versions.ts";
import { findLeads } from "./find-leads.ts";

export interface ActivityRow {
  draft: ActivityDraft;
  /** tells the activity, in this file and in others: it is recorded once */
  eventId: string;
}

/** What only shows when a row meets what is stored. */
export type StoreRejectCode = "unknown-person" | "not-recorded";

interface Placed extends ActivityRow {
  place: number;
}

/** Where activities come from that do not say it themselves. */
export const importSource = "import";

/** Records the activities of a batch; what an earlier import said of the same activity is replaced. */
export async function storeActivities(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly ActivityRow[],
): Promise<Stored> {
  const stored: Stored = { created: 0, updated: 0, unchanged: 0, refused: [] };
  for (const wave of waves(rows)) await storeWave(sql, ctx, importId, wave, stored);
  return stored;
}

/** Rows that speak of the same activity come in the order of the file, one a wave. */
function waves(rows: readonly ActivityRow[]): Placed[][] {
  const found: Placed[][] = [];
  const seen = new Map<string, number>();
  for (const [place, row] of rows.entries()) {
    const wave = seen.get(row.eventId) ?? 0;
    seen.set(row.eventId, wave + 1);
    const ofWave = found[wave];
    if (ofWave) ofWave.push({ ...row, place });
    else found[wave] = [{ ...row, place }];
  }
  return found;
}

async function storeWave(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly Placed[],
  stored: Stored,
): Promise<void> {
  const refuse = (place: number, code: StoreRejectCode, params: Record<string, string> = {}) =>
    stored.refused.push({ place, code, params });
  const leadOf = await findLeads(
    sql,
    ctx,
    rows.map(({ draft }) => draft),
  );
  const before = await earlierVersions(
    sql,
    ctx,
    rows.map(({ eventId }) => eventId),
  );
  const news: { place: number; event: EventInput; replaces: boolean; version: RecordedVersion }[] = [];
  for (const row of rows) {
    const { place, eventId } = row;
    const earlier = before.get(eventId);
    const leadId = earlier?.leadId ?? leadOf(row.draft);
    if (leadId === null) {
      refuse(place, "unknown-person");
    } else if (earlier && saysTheSame(row, earlier)) {
      stored.unchanged++;
    } else {
      const version = (earlier?.version ?? 0) + 1;
      const event = eventOf(row, leadId, version);
      news.push({
        place,
        event,
        replaces: earlier !== undefined,
        version: { activityId: eventId, version },
      });
    }
  }
  if (news.length === 0) return;
  const { results } = await recordEventsIn(sql, ctx, {
    events: news.map(({ event }) => event),
    source: importSource,
    backfill: true,
    refoldLater: true,
  });
  const recorded: RecordedVersion[] = [];
  for (const [i, { status, message = "" }] of results.entries()) {
    const { place = 0, replaces = false, version } = news[i] ?? {};
    if (status === "recorded" && version) recorded.push(version);
    if (status === "refused") refuse(place, "not-recorded", { message });
    else if (status === "duplicate") stored.unchanged++;
    else if (replaces) stored.updated++;
    else stored.created++;
  }
  await keepVersions(sql, ctx, importId, recorded);
}

function saysTheSame(row: ActivityRow, { version, leadId, hash }: EarlierVersion): boolean {
  return bodyHash(eventOf(row, leadId, version)).equals(hash);
}

function eventOf({ draft, eventId }: ActivityRow, leadId: string, version: number): EventInput {
  return {
    eventId: versionId(eventId, version),
    type: draft.type,
    occurredAt: draft.at,
    ...(draft.source === null ? {} : { source: draft.source }),
    properties: draft.properties,
    ...(draft.text === null ? {} : { text: draft.text }),
    subject: { leadId },
    ...(version === 1 ? {} : { corrects: versionId(eventId, version - 1) }),
  };
}
