import type { OrgSql } from "@leadlift/db/connect";
import type { OrganisationCrypto } from "@leadlift/db/encryption";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { promiseEnrichment } from "../enrichment/promise.ts";
import { foldOutcomes, type OutcomeFact, type OutcomeState } from "../outcome/fold.ts";
import { addedOutcomes } from "./added-outcomes.ts";
import type { LeadDraft } from "./draft-lead.ts";
import { type PersonGroup, PersonGroups } from "./group-persons.ts";
import { type ChangedLead, keepChanges } from "./undo/keep-changes.ts";

export interface ImportRow {
  draft: LeadDraft;
  /** HMAC of the row: an equal row has been imported already */
  rowIndex: Uint8Array;
}

export interface StoredCounts {
  created: number;
  updated: number;
  unchanged: number;
}

/** Creates and updates the leads of a batch in the caller's transaction. */
export async function storeLeads(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly ImportRow[],
): Promise<StoredCounts> {
  const counts: StoredCounts = { created: 0, updated: 0, unchanged: 0 };
  const crypto = rememberingIndexes(ctx.organisation.crypto);
  const batch = { ...ctx, organisation: { ...ctx.organisation, crypto } };
  for (const wave of waves(rows)) {
    const stored = await storeWave(sql, batch, importId, wave);
    counts.created += stored.created;
    counts.updated += stored.updated;
    counts.unchanged += stored.unchanged;
  }
  return counts;
}

/** Names begin alike: for a batch, each blind index is worked out once. */
function rememberingIndexes(crypto: OrganisationCrypto): OrganisationCrypto {
  const known = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    ...crypto,
    blindIndex(kind, normalised) {
      const key = `${kind} ${normalised}`;
      const index = known.get(key) ?? crypto.blindIndex(kind, normalised);
      known.set(key, index);
      return index;
    },
  };
}

/** Rows that speak of the same lead come in the order of the file, one a wave. */
function waves(rows: readonly ImportRow[]): ImportRow[][] {
  const found: ImportRow[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { externalId } = row.draft;
    const identity = externalId === null ? `row ${hex(row.rowIndex)}` : `id ${externalId}`;
    const wave = seen.get(identity) ?? 0;
    seen.set(identity, wave + 1);
    const rowsOfWave = found[wave];
    if (rowsOfWave) rowsOfWave.push(row);
    else found[wave] = [row];
  }
  return found;
}

interface Known {
  id: string;
  personId: string;
  externalId: string | null;
  rowIndex: Buffer | null;
  listingId: string | null;
}

async function storeWave(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly ImportRow[],
): Promise<StoredCounts> {
  const known = await findKnown(sql, ctx, rows);
  const fresh = rows.filter((row) => !known.of(row));
  const changed = rows.flatMap((row) => {
    const lead = known.of(row);
    return lead && saysMore(row, lead) ? [{ ...row, lead }] : [];
  });
  const persons = await PersonGroups.of(
    sql,
    ctx,
    [...fresh, ...changed].map(({ draft }) => draft),
  );
  const created = fresh.map((row) => ({ ...row, person: persons.join(row.draft) }));
  for (const { draft, lead } of changed) {
    const group = persons.known(lead.personId);
    if (draft.name !== null) Object.assign(group, { name: draft.name, rename: true });
    persons.extend(group, draft);
  }
  await persons.store(sql, ctx);
  await insertLeads(sql, ctx, importId, created);
  await promiseEnrichment(sql, ctx, { personIds: created.flatMap(({ person }) => person.personId ?? []) });
  await updateLeads(sql, ctx, importId, changed);
  return {
    created: created.length,
    updated: changed.length,
    unchanged: rows.length - created.length - changed.length,
  };
}

/** A listing that was not known when the row came first is one by now. */
function saysMore({ draft, rowIndex }: ImportRow, lead: Known): boolean {
  return !lead.rowIndex?.equals(rowIndex) || (draft.listingId !== null && lead.listingId === null);
}

async function findKnown(
  sql: OrgSql,
  ctx: Context,
  rows: readonly ImportRow[],
): Promise<{ of(row: ImportRow): Known | undefined }> {
  const { rows: found } = await sql.query<Known>(
    // Joined rather than `= any`: with a plan made while the table was small, that reads all of it for every batch.
    `select l.id, l.person_id as "personId", l.external_id as "externalId", l.row_index as "rowIndex",
            l.listing_id as "listingId"
       from unnest($2::text[]) as wanted(id) join lead l on l.org_id = $1 and l.external_id = wanted.id
      union all
     select l.id, l.person_id, l.external_id, l.row_index, l.listing_id
       from unnest($3::bytea[]) as wanted(row) join lead l on l.org_id = $1 and l.row_index = wanted.row
      where l.external_id is null`,
    [
      ctx.orgId,
      rows.flatMap(({ draft }) => draft.externalId ?? []),
      rows.flatMap(({ draft, rowIndex }) => (draft.externalId === null ? [rowIndex] : [])),
    ],
  );
  const byId = new Map(found.map((lead) => [lead.externalId, lead]));
  const byRow = new Map(found.map((lead) => [lead.rowIndex && hex(lead.rowIndex), lead]));
  return {
    of: ({ draft, rowIndex }) =>
      draft.externalId === null ? byRow.get(hex(rowIndex)) : byId.get(draft.externalId),
  };
}

interface NewOutcome {
  id: string;
  leadId: string;
  fact: OutcomeFact;
}

async function insertLeads(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly (ImportRow & { person: PersonGroup })[],
): Promise<void> {
  if (rows.length === 0) return;
  const leads = rows.map(({ draft, rowIndex, person }) => ({
    id: newId(),
    personId: person.personId,
    rowIndex,
    draft,
    state: foldOutcomes(ctx.organisation.ladder, draft.outcomes),
  }));
  await sql.query(
    `insert into lead (org_id, import_id, id, person_id, external_id, row_index, kind, status, step, lost_reason,
                       source, city, owner_id, budget_min_paise, budget_max_paise, attributes, enquired_at, listing_id)
     select $1::uuid, $2::uuid, * from unnest(
       $3::uuid[], $4::uuid[], $5::text[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
       $12::text[], $13::uuid[], $14::bigint[], $15::bigint[], $16::jsonb[], $17::timestamptz[], $18::uuid[])`,
    [
      ctx.orgId,
      importId,
      leads.map(({ id }) => id),
      leads.map(({ personId }) => personId),
      leads.map(({ draft }) => draft.externalId),
      leads.map((lead) => lead.rowIndex),
      leads.map(({ draft }) => draft.kind ?? "buyer"),
      leads.map(({ state }) => state.status),
      leads.map(({ state }) => state.step),
      leads.map(({ state }) => state.lostReason),
      ...draftColumns(leads),
    ],
    "import leads",
  );
  await insertOutcomes(
    sql,
    ctx,
    leads.flatMap(({ id, draft }) => draft.outcomes.map((fact) => ({ id: newId(), leadId: id, fact }))),
  );
}

function draftColumns(leads: readonly { draft: LeadDraft }[]): unknown[] {
  return [
    leads.map(({ draft }) => draft.source),
    leads.map(({ draft }) => draft.city),
    leads.map(({ draft }) => draft.ownerId),
    leads.map(({ draft }) => draft.budgetMinPaise),
    leads.map(({ draft }) => draft.budgetMaxPaise),
    leads.map(({ draft }) => JSON.stringify(draft.attributes)),
    leads.map(({ draft }) => draft.enquiredAt),
    leads.map(({ draft }) => draft.listingId),
  ];
}

/** An empty cell takes nothing away; what the file says replaces what was there. */
async function updateLeads(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly (ImportRow & { lead: Known })[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ lead }) => lead.id);
  // A changed profile locks the lead's state as well; like everybody, states before leads.
  await sql.query(
    "select 1 from lead_state where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for update",
    [ctx.orgId, ids],
  );
  // A broker who moves one of them meanwhile waits: the fold below must not miss an outcome. In id order, as all lock leads.
  await sql.query(
    "select 1 from lead where org_id = $1 and id = any($2::uuid[]) order by id for no key update",
    [ctx.orgId, ids],
  );
  const before = await outcomesOf(sql, ctx, ids);
  const outcomes: NewOutcome[] = [];
  const states: OutcomeState[] = [];
  const changes: ChangedLead[] = [];
  for (const { draft, lead } of rows) {
    const earlier = before.get(lead.id) ?? [];
    const added = addedOutcomes(ctx.organisation.ladder, earlier, draft.outcomes);
    const news = added.map((fact) => ({ id: newId(), leadId: lead.id, fact }));
    outcomes.push(...news);
    changes.push({ leadId: lead.id, outcomeIds: news.map(({ id }) => id) });
    states.push(foldOutcomes(ctx.organisation.ladder, [...earlier, ...added]));
  }
  await keepChanges(sql, ctx, importId, changes);
  await sql.query(
    `update lead l
        set kind = coalesce(row.kind, l.kind), status = row.status, step = row.step, lost_reason = row.lost_reason,
            source = coalesce(row.source, l.source), city = coalesce(row.city, l.city),
            owner_id = coalesce(row.owner_id, l.owner_id),
            budget_min_paise = case when priced then row.budget_min else l.budget_min_paise end,
            budget_max_paise = case when priced then row.budget_max else l.budget_max_paise end,
            attributes = l.attributes || row.attributes, enquired_at = coalesce(row.enquired_at, l.enquired_at),
            listing_id = coalesce(row.listing_id, l.listing_id), row_index = row.row_index, version = l.version + 1, updated_at = now()
       from unnest($2::uuid[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                   $10::uuid[], $11::bigint[], $12::bigint[], $13::jsonb[], $14::timestamptz[], $15::uuid[])
            as row(id, row_index, kind, status, step, lost_reason, source, city, owner_id, budget_min, budget_max,
                   attributes, enquired_at, listing_id)
      cross join lateral (select row.budget_min is not null or row.budget_max is not null as priced) given
      where l.org_id = $1::uuid and l.id = row.id`,
    [
      ctx.orgId,
      ids,
      rows.map(({ rowIndex }) => rowIndex),
      rows.map(({ draft }) => draft.kind),
      states.map(({ status }) => status),
      states.map(({ step }) => step),
      states.map(({ lostReason }) => lostReason),
      ...draftColumns(rows),
    ],
    "import changed leads",
  );
  await insertOutcomes(sql, ctx, outcomes);
}

async function outcomesOf(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, OutcomeFact[]>> {
  const { rows } = await sql.query<OutcomeFact & { leadId: string }>(
    `select lead_id as "leadId", step, reached, reason from lead_outcome
      where org_id = $1 and lead_id = any($2::uuid[]) and undone_at is null order by recorded_at, id`,
    [ctx.orgId, leadIds],
  );
  const found = new Map<string, OutcomeFact[]>();
  for (const { leadId, ...fact } of rows) found.set(leadId, [...(found.get(leadId) ?? []), fact]);
  return found;
}

async function insertOutcomes(sql: OrgSql, ctx: Context, rows: readonly NewOutcome[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into lead_outcome (org_id, recorded_at, source, id, lead_id, step, reached, reason)
     select $1::uuid, $2::timestamptz, 'import', * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::bool[], $7::text[])`,
    [
      ctx.orgId,
      ctx.now(),
      rows.map(({ id }) => id),
      rows.map(({ leadId }) => leadId),
      rows.map(({ fact }) => fact.step),
      rows.map(({ fact }) => fact.reached),
      rows.map(({ fact }) => fact.reason),
    ],
    "import outcomes",
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
