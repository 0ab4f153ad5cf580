import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { maskEmail } from "../person/email.ts";
import { openContact, openName } from "../person/new-person.ts";
import { maskPhone } from "../person/phone.ts";
import type { Grade, LeadRow, LeadStatus, ScoreState } from "./lead-row.ts";
import { wordTopReason } from "./reasons.ts";
import { plainValues } from "./record.ts";

const trendLength = 8;

interface StoredRow {
  id: string;
  personId: string;
  kind: string;
  source: string | null;
  city: string | null;
  attributes: unknown;
  budgetMin: string | null;
  budgetMax: string | null;
  status: LeadStatus;
  step: string | null;
  ownerId: string | null;
  ownerName: string | null;
  score: number | null;
  grade: Grade | null;
  state: ScoreState;
  probability: number | null;
  topReason: unknown;
  scoredAt: Date | null;
  enquiredAt: Date | null;
  createdAt: Date;
  version: number;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
  trend: number[] | null;
}

export interface MaskedContact {
  id: string;
  kind: "phone" | "email";
  masked: string;
}

/** The rows of these leads in the same order; ids that do not exist are left out. */
export async function readLeadRows(sql: OrgSql, ctx: Context, ids: readonly string[]): Promise<LeadRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<StoredRow>(rowsSql, [ctx.orgId, ids, trendLength]);
  const contacts = await readContacts(sql, ctx, rows);
  return rows.map((row) => toLeadRow(ctx, row, contacts.get(row.personId) ?? []));
}

type PersonKey = Pick<StoredRow, "personId" | "wrappedKey">;

/** Masked contact points by person, phones before e-mail addresses, oldest first. */
export async function readContacts(
  sql: OrgSql,
  ctx: Context,
  persons: readonly PersonKey[],
): Promise<Map<string, MaskedContact[]>> {
  const { rows } = await sql.query<{
    id: string;
    personId: string;
    kind: "phone" | "email";
    sealed: Buffer;
  }>(
    `select id, person_id as "personId", kind, sealed from contact_point
      where org_id = $1 and person_id = any($2::uuid[]) order by kind desc, created_at, id`,
    [ctx.orgId, persons.map(({ personId }) => personId)],
  );
  const keys = new Map(persons.map(({ personId, wrappedKey }) => [personId, wrappedKey]));
  const found = new Map<string, MaskedContact[]>();
  for (const { id, personId, kind, sealed } of rows) {
    const wrappedKey = keys.get(personId);
    if (!wrappedKey) continue;
    const value = openContact(ctx.organisation.crypto.person(personId, wrappedKey), id, sealed);
    const masked = kind === "phone" ? maskPhone(value) : maskEmail(value);
    found.set(personId, [...(found.get(personId) ?? []), { id, kind, masked }]);
  }
  return found;
}

function toLeadRow(ctx: Context, row: StoredRow, contacts: readonly MaskedContact[]): LeadRow {
  const person = ctx.organisation.crypto.person(row.personId, row.wrappedKey);
  const { locality } = plainValues(row.attributes);
  const masked = (kind: MaskedContact["kind"]) => contacts.find((each) => each.kind === kind)?.masked ?? null;
  return {
    id: row.id,
    name: row.nameSealed && openName(person, row.personId, row.nameSealed),
    phone: masked("phone"),
    email: masked("email"),
    kind: row.kind,
    source: row.source,
    city: row.city,
    locality: typeof locality === "string" ? locality : null,
    budget: budgetOf(row),
    status: row.status,
    step: row.step,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? "" },
    score: row.score,
    grade: row.grade,
    state: row.state,
    probability: row.probability,
    topReason: wordTopReason(row.topReason, ctx.language),
    scoredAt: row.scoredAt,
    enquiredAt: row.enquiredAt,
    createdAt: row.createdAt,
    version: row.version,
    trend: row.trend ?? [],
  };
}

function budgetOf({ budgetMin, budgetMax }: StoredRow): LeadRow["budget"] {
  if (budgetMin === null && budgetMax === null) return null;
  return {
    minPaise: budgetMin === null ? null : Number(budgetMin),
    maxPaise: budgetMax === null ? null : Number(budgetMax),
  };
}

const rowsSql = `
  select l.id, l.person_id as "personId", l.kind, l.source, l.city, l.attributes,
         l.budget_min_paise as "budgetMin", l.budget_max_paise as "budgetMax", l.status, l.step,
         l.owner_id as "ownerId", owner.name as "ownerName", l.score, l.grade, l.score_state as state, l.probability,
         l.top_reason as "topReason", l.scored_at as "scoredAt", l.enquired_at as "enquiredAt",
         l.created_at as "createdAt", l.version, p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed", trend.scores as trend
    from unnest($2::uuid[]) with ordinality as wanted(id, place)
    join lead l on l.org_id = $1 and l.id = wanted.id
    join person p on p.org_id = l.org_id and p.id = l.person_id
    left join org_member owner on owner.org_id = l.org_id and owner.user_id = l.owner_id
    left join lateral (
      select array_agg(latest.score order by latest.scored_at) as scores
        from (select s.score, s.scored_at from score s
               where s.org_id = l.org_id and s.lead_id = l.id and s.score is not null
                 and (s.scorecard_version is null) = (l.scorecard_version is null)
               order by s.scored_at desc limit $3) latest) trend on true
   order by wanted.place`;
