import type { OrgSql } from "@leadlift/db/connect";
import { listAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { groupBy } from "../feature/group-by.ts";
import { StatementValues } from "../lead/view-sql.ts";

export interface QualityField {
  /** an attribute's own key stands behind "attributes." */
  key: string;
  label: string;
}

/** Of some leads, how many are known to have each field: `known[i]` is about `fields[i]`. */
export interface Known {
  leads: number;
  known: number[];
}

export interface Completeness {
  fields: QualityField[];
  total: Known;
  /** most leads first; of more than twenty, the rest are one */
  sources: ({ source: string | null } & Known)[];
  otherSources: ({ count: number } & Known) | null;
  /** the last twelve months in which there were enquiries, in the organisation's calendar, oldest first */
  months: ({ month: string } & Known)[];
}

const sourcesShown = 20;
const monthsShown = 12;

const profileFields = [
  { key: "name", label: "Name", known: "p.name_sealed is not null" },
  { key: "phone", label: "Phone", known: "c.phone" },
  { key: "email", label: "E-mail", known: "c.email" },
  { key: "source", label: "Source", known: "l.source is not null" },
  { key: "enquiredAt", label: "Enquiry date", known: "l.enquired_at is not null" },
  { key: "city", label: "City", known: "l.city is not null" },
  {
    key: "budget",
    label: "Budget",
    known: "(l.budget_min_paise is not null or l.budget_max_paise is not null)",
  },
  { key: "listing", label: "Listing", known: "l.listing_id is not null" },
] as const;

interface Group extends Known {
  source: string | null;
  month: string;
}

/** Counted over all leads that are not merged into another. */
export async function readCompleteness(sql: OrgSql, ctx: Context): Promise<Completeness> {
  const attributes = await listAttributes(sql, ctx);
  const profiles = await countKnown(sql, ctx, {
    joins: contactJoins,
    conditions: () => profileFields.map(({ known }) => known),
  });
  // Apart from the profiles: attributes are wide, and carrying them through joins doubles the time.
  const own = await countKnown(sql, ctx, {
    joins: "",
    conditions: (values) =>
      attributes.map(({ key }) => {
        const name = values.add(key, "text");
        // Faster than comparing the value itself with null.
        return `l.attributes ? ${name} and jsonb_typeof(l.attributes -> ${name}) <> 'null'`;
      }),
  });
  const ownOf = new Map(own.map((group) => [placeOf(group), group.known]));
  const rows = profiles.map((group) => ({
    ...group,
    known: [...group.known, ...(ownOf.get(placeOf(group)) ?? attributes.map(() => 0))],
  }));
  const fields = [
    ...profileFields.map(({ key, label }) => ({ key, label })),
    ...attributes.map(({ key, label }) => ({ key: `attributes.${key}`, label })),
  ];
  const sum = (groups: readonly Known[]) => addUp(groups, fields.length);
  const bySource = [...groupBy(rows, ({ source }) => source)]
    .map(([source, groups]) => ({ source, ...sum(groups) }))
    .sort((a, b) => b.leads - a.leads || (a.source ?? "").localeCompare(b.source ?? "", "en"));
  const others = bySource.slice(sourcesShown);
  return {
    fields,
    total: sum(rows),
    sources: bySource.slice(0, sourcesShown),
    otherSources: others.length > 0 ? { count: others.length, ...sum(others) } : null,
    months: [...groupBy(rows, ({ month }) => month)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(-monthsShown)
      .map(([month, groups]) => ({ month, ...sum(groups) })),
  };
}

const contactJoins = `
  join person p on p.org_id = l.org_id and p.id = l.person_id
  left join (select person_id, bool_or(kind = 'phone') as phone, bool_or(kind = 'email') as email
               from contact_point where org_id = $1::uuid group by person_id) c on c.person_id = l.person_id`;

async function countKnown(
  sql: OrgSql,
  ctx: Context,
  { joins, conditions }: { joins: string; conditions(values: StatementValues): string[] },
): Promise<Group[]> {
  const values = new StatementValues();
  const orgId = values.add(ctx.orgId, "uuid");
  const zone = values.add(ctx.organisation.timezone, "text");
  const counts = conditions(values).map((known) => `count(*) filter (where ${known})`);
  const { rows } = await sql.query<Group>(
    `select l.source, count(*)::int as leads, array[${counts.join(", ")}]::int[] as known,
            to_char(date_trunc('month', coalesce(l.enquired_at, l.created_at) at time zone ${zone}), 'YYYY-MM') as month
       from lead l ${joins} where l.org_id = ${orgId} and l.merged_into is null group by source, month`,
    values.values,
  );
  return rows;
}

function placeOf({ source, month }: Group): string {
  return JSON.stringify([source, month]);
}

function addUp(groups: readonly Known[], fields: number): Known {
  const total: Known = { leads: 0, known: new Array<number>(fields).fill(0) };
  for (const { leads, known } of groups) {
    total.leads += leads;
    for (const [field, count] of known.entries()) total.known[field] = (total.known[field] ?? 0) + count;
  }
  return total;
}
