import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import { releaseIds } from "../../event/claim-ids.ts";
import type { EventInput } from "../../event/event-input.ts";
import { recordEventsIn } from "../../event/record.ts";
import { openText } from "../../event/text.ts";
import {
  type EarlierVersion,
  earlierVersions,
  keepVersions,
  versionId,
} from "../activities/earlier-versions.ts";
import { importSource } from "../activities/store-activities.ts";
import { nothingLeft, type UndoStep } from "./chunk.ts";

const activitiesAtOnce = 400;

/**
 * Takes back activities that an import recorded, as far as no later import has said something else of them; where it
 * had replaced what an earlier one said, that holds again. What was served stays as it was: the import's events are
 * known until now, and where nothing was served yet they never were.
 */
export const undoActivities: UndoStep = async (sql, ctx, importId, cursor) => {
  const { rows } = await sql.query<{ activityId: string; versions: number[] }>(
    `select activity_id as "activityId", array_agg(version order by version) as versions from import_activity
      where org_id = $1 and import_id = $2 and activity_id > $3
      group by activity_id order by activity_id limit ${activitiesAtOnce}`,
    [ctx.orgId, importId, cursor ?? ""],
  );
  const last = rows.at(-1);
  if (!last) return nothingLeft;
  const latest = await earlierVersions(
    sql,
    ctx,
    rows.map(({ activityId }) => activityId),
  );
  const mine = rows.flatMap(({ activityId, versions }) => {
    const top = latest.get(activityId);
    return top && versions.includes(top.version) ? [{ activityId, versions, top }] : [];
  });
  await unknowBefore(sql, ctx, mine);
  const former = await formerVersions(sql, ctx, mine);
  const removed = mine.filter(({ activityId }) => !former.has(activityId));
  const restored = mine.flatMap((each) => {
    const version = former.get(each.activityId);
    return version ? [{ ...each, former: version }] : [];
  });
  const refused = await record(
    sql,
    ctx,
    restored.map((each) => formerAgain(ctx, each)),
  );
  // What may no longer be recorded does not come back; what replaced it goes all the same.
  await record(sql, ctx, [
    ...removed.map(retraction),
    ...restored.filter((_, place) => refused.has(place)).map(retraction),
  ]);
  // The same file may come again, and is new then.
  await releaseIds(
    sql,
    ctx,
    removed.flatMap(({ activityId, top }) => [
      ...Array.from({ length: top.version }, (_, before) => versionId(activityId, before + 1)),
      retractionId(activityId),
    ]),
  );
  for (const each of restored) await handBack(sql, ctx, each);
  const kept = rows.filter(({ activityId, versions }) => {
    const top = latest.get(activityId);
    return top && !versions.includes(top.version);
  });
  return {
    cursor: last.activityId,
    done: rows.length,
    removed: removed.length,
    restored: restored.length,
    kept: kept.length,
  };
};

interface Mine {
  activityId: string;
  /** that the import recorded */
  versions: number[];
  top: EarlierVersion;
}

/** Returns the places of those that may not be recorded. */
async function record(sql: OrgSql, ctx: Context, events: readonly EventInput[]): Promise<Set<number>> {
  if (events.length === 0) return new Set();
  const input = { events, source: importSource, backfill: true, refoldLater: true };
  const { results } = await recordEventsIn(sql, ctx, input);
  return new Set(results.flatMap(({ status }, place) => (status === "refused" ? [place] : [])));
}

function retractionId(activityId: string): string {
  return `${activityId} undone`;
}

function retraction({ activityId, top }: Mine): EventInput {
  return {
    eventId: retractionId(activityId),
    type: "note",
    occurredAt: top.occurredAt,
    subject: { leadId: top.leadId },
    corrects: versionId(activityId, top.version),
    retracts: true,
  };
}

/**
 * Events of the past that were recorded as known when they happened are known only since they came: whoever learns from
 * an earlier time does not learn from what was a mistake. No vector of before was served, so none changes.
 */
async function unknowBefore(sql: OrgSql, ctx: Context, mine: readonly Mine[]): Promise<void> {
  const ids = mine.flatMap(({ activityId, versions }) =>
    versions.map((version) => versionId(activityId, version)),
  );
  const columns = `org_id, id, lead_id, visitor_id, type, source, properties, text_sealed, text_person_id, occurred_at,
                   claimed_at, received_at, bot, corrects, retracts`;
  await sql.query(
    `with came as (
       delete from event e using event_dedupe d
        where d.org_id = $1 and d.event_id = any($2::text[]) and e.org_id = $1 and e.received_at = d.received_at
          and e.id = d.id and e.recorded_at < e.received_at
        returning e.*)
     insert into event (${columns}, recorded_at) select ${columns}, received_at from came`,
    [ctx.orgId, ids],
  );
}

/** The version that holds again is its import's, and so are those in between: they say nothing any more. */
async function handBack(
  sql: OrgSql,
  ctx: Context,
  { activityId, top, former }: Mine & { former: Former },
): Promise<void> {
  if (former.importId === null) return;
  const versions = Array.from(
    { length: top.version + 1 - former.version },
    (_, after) => former.version + 1 + after,
  );
  await keepVersions(
    sql,
    ctx,
    former.importId,
    versions.map((version) => ({ activityId, version })),
  );
}

interface Former {
  /** whose version it is; null: of an import that can no longer be undone */
  importId: string | null;
  version: number;
  id: string;
  type: string;
  source: string;
  occurredAt: Date;
  properties: Record<string, unknown>;
  textSealed: Buffer | null;
  personId: string | null;
  wrappedKey: Buffer | null;
}

/** By activity, what it was before the import said something else of it; nothing where it was not there before. */
async function formerVersions(
  sql: OrgSql,
  ctx: Context,
  mine: readonly Mine[],
): Promise<Map<string, Former>> {
  const wanted = mine.flatMap(({ activityId, versions, top }) => {
    const before = Array.from({ length: top.version }, (_, place) => top.version - place);
    const version = before.find((each) => !versions.includes(each));
    return version === undefined ? [] : [{ activityId, version, eventId: versionId(activityId, version) }];
  });
  if (wanted.length === 0) return new Map();
  const { rows } = await sql.query<Former & { activityId: string }>(
    `select w.activity_id as "activityId", w.version, a.import_id as "importId", e.id, e.type, e.source, e.properties,
            e.occurred_at as "occurredAt",
            e.text_sealed as "textSealed", e.text_person_id as "personId", p.wrapped_key as "wrappedKey"
       from unnest($2::text[], $3::int[], $4::text[]) as w(activity_id, version, event_id)
       join event_dedupe d on d.org_id = $1 and d.event_id = w.event_id
       join event e on e.org_id = $1 and e.received_at = d.received_at and e.id = d.id
       left join person p on p.org_id = $1 and p.id = e.text_person_id
       left join import_activity a on a.org_id = $1 and a.activity_id = w.activity_id and a.version = w.version`,
    [
      ctx.orgId,
      wanted.map(({ activityId }) => activityId),
      wanted.map(({ version }) => version),
      wanted.map(({ eventId }) => eventId),
    ],
  );
  return new Map(rows.map((row) => [row.activityId, row]));
}

function formerAgain(ctx: Context, { activityId, top, former }: Mine & { former: Former }): EventInput {
  const { personId, wrappedKey, textSealed } = former;
  const owner = personId !== null && wrappedKey ? { personId, wrappedKey } : null;
  return {
    eventId: versionId(activityId, top.version + 1),
    type: former.type,
    occurredAt: former.occurredAt,
    ...(former.source === importSource ? {} : { source: former.source }),
    properties: former.properties,
    ...(textSealed === null ? {} : { text: openText(ctx, owner, former.id, textSealed) }),
    subject: { leadId: top.leadId },
    corrects: versionId(activityId, top.version),
  };
}
