import type { Ladder } from "../context.ts";
import { foldOutcomes, type OutcomeFact } from "./fold.ts";

const dayMs = 86_400_000;

export interface LabelledOutcome extends OutcomeFact {
  /** null: it happened, and nobody knows when */
  occurredAt: Date | null;
}

export interface LabelInputs {
  enquiredAt: Date | null;
  createdAt: Date;
  /** oldest first, without those undone */
  outcomes: readonly LabelledOutcome[];
}

export interface LabelTarget {
  step: string;
  horizonDays: number;
  asOf: Date;
}

/**
 * What a lead teaches about reaching a step within the horizon of its enquiry; null while that is not settled.
 *
 * 1: the step or a later one was reached within the horizon, or at a time nobody knows.
 * 0: it was reached too late, or explicitly not, or the lead is lost, or the horizon is over.
 * A lead without an enquiry date counts from when it was recorded, which can only be later.
 */
export function labelOf(ladder: Ladder, lead: LabelInputs, target: LabelTarget): 0 | 1 | null {
  const place = (step: string) => ladder.findIndex((rung) => rung.key === step);
  const wanted = place(target.step);
  if (wanted < 0) return null;
  const end = (lead.enquiredAt ?? lead.createdAt).getTime() + target.horizonDays * dayMs;

  const reached = lead.outcomes.filter((outcome) => outcome.reached && place(outcome.step) >= wanted);
  if (reached.some(({ occurredAt }) => occurredAt === null || occurredAt.getTime() <= end)) return 1;
  if (reached.length > 0) return 0;
  const denied = lead.outcomes.some(
    ({ reached, step }) => !reached && place(step) >= 0 && place(step) <= wanted,
  );
  if (denied || foldOutcomes(ladder, lead.outcomes).status === "lost") return 0;
  return end <= target.asOf.getTime() ? 0 : null;
}

/**
 * The same in SQL, in two parts. First what the outcomes of a lead (called l) and of those merged into it come to, a row
 * a lead that stands for itself: id, `hit` and `far`, the furthest places reached in time and at all, `denied`, the first
 * explicitly not reached, and whether all else is `settled`.
 * Parameters: $1 organisation, $2 ladder keys, $3 horizon in days, $4 as of. Places count from 0.
 */
export function labelFactsSql(condition = "true"): string {
  // The dates stand here in full rather than in a subquery of their own: grouped by the key alone, nothing is sorted.
  const ends = "coalesce(l.enquired_at, l.created_at) + make_interval(hours => 24 * $3::int)";
  const facts = (outcomes: string, which: string) => `
    select l.id,
           coalesce(max(at.place) filter (where o.reached and (o.occurred_at is null or o.occurred_at <= ${ends})), -1) as hit,
           coalesce(max(at.place) filter (where o.reached), -1) as far,
           coalesce(min(at.place) filter (where not o.reached), cardinality($2::text[])) as denied,
           l.status = 'lost' or ${ends} <= $4::timestamptz as settled
      from lead l
      left join ${outcomes}
      left join lateral (select array_position($2::text[], o.step) - 1 as place) at on true
     where l.org_id = $1::uuid and l.merged_into is null and ${which} and (${condition})
     group by l.org_id, l.id`;
  // A lead stands for those merged into it. They are few, so that the others need not pay for the search.
  return `
    ${facts("lead_outcome o on o.org_id = l.org_id and o.lead_id = l.id and o.undone_at is null", "l.id not in (select merged_into from lead where org_id = $1::uuid and merged_into is not null)")}
    union all
    ${facts(outcomesOfCluster, "l.id in (select merged_into from lead where org_id = $1::uuid and merged_into is not null)")}`;
}

const outcomesOfCluster = `lateral (
        with recursive cluster as (
          select l.id union all select m.id from cluster c join lead m on m.org_id = $1::uuid and m.merged_into = c.id
        )
        select o.* from cluster c join lead_outcome o on o.org_id = $1::uuid and o.lead_id = c.id and o.undone_at is null
      ) o on true`;

/** Then the label that these facts give for the step at a place. */
export function labelSql(place: string): string {
  return `case when ${place} <= hit then 1 when ${place} <= far or ${place} >= denied or settled then 0 end`;
}
