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
 * The same in SQL: rows (id, place, label) of every lead with a settled label, for ladder places $from to $to.
 * Parameters: $1 organisation, $2 ladder keys, $3 horizon in days, $4 as of, $5 first place, $6 last place (from 0).
 */
export const labelsSql = `
  select l.id, target.place,
         case
           when bool_or(at.place >= target.place and o.reached
                        and (o.occurred_at is null or o.occurred_at <= horizon.ends)) then 1
           when bool_or(at.place >= target.place and o.reached) then 0
           when bool_or(at.place <= target.place and not o.reached) or l.status = 'lost' then 0
           when horizon.ends <= $4::timestamptz then 0
         end as label
    from lead l
    cross join generate_series($5::int, $6::int) as target(place)
    cross join lateral (select coalesce(l.enquired_at, l.created_at) + make_interval(hours => 24 * $3::int) as ends) horizon
    left join lead_outcome o on o.org_id = l.org_id and o.lead_id = l.id and o.undone_at is null
    left join lateral (select array_position($2::text[], o.step) - 1 as place) at on true
   where l.org_id = $1::uuid`;

/** Ends `labelsSql`, after further conditions on l. */
export const labelsGroupSql = "group by l.org_id, l.id, target.place, horizon.ends";
