import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { openName } from "../person/new-person.ts";
import { freezeRules } from "./freeze-rules.ts";
import { monthOf, monthSchema, refuseFuture } from "./month.ts";
import type { BoardRules } from "./rules.ts";
import { openedText } from "./sealed-words.ts";

export const outcomeChecksInput = z.object({ month: monthSchema });

export interface DrawnOutcome {
  outcomeId: string;
  leadId: string;
  leadName: string | null;
  /** who recorded it */
  userId: string;
  userName: string;
  /** a ladder step's key, or "lost" */
  step: string;
  reason: string | null;
  occurredAt: Date | null;
  recordedAt: Date;
  /** null: nobody has looked at it */
  verdict: "right" | "wrong" | null;
  note: string | null;
  checkedBy: string | null;
  /** of a wrong one; null: under dispute, and counted nowhere */
  settled: "stands" | "struck" | null;
}

export interface OutcomeChecks {
  /** of each person's decided outcomes of the month, rounded up */
  share: number;
  drawn: DrawnOutcome[];
}

/**
 * The outcomes of a month that chance has drawn for a look, of everybody but who asks: the same for whoever looks and
 * whenever, and not to be known before. Throws BAD_INPUT for a month to come.
 */
export async function outcomeChecks(
  ctx: Context,
  input: z.input<typeof outcomeChecksInput>,
): Promise<OutcomeChecks> {
  requirePermission(ctx, "team.manage");
  const { month: key } = outcomeChecksInput.parse(input);
  const { timezone, ladder, crypto } = ctx.organisation;
  refuseFuture(key, ctx.now(), timezone);
  const month = monthOf(key, timezone);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rules } = await freezeRules(sql, ctx, month);
    const { rows } = await sql.query<
      Omit<DrawnOutcome, "leadName" | "note"> & {
        checkId: string | null;
        personId: string;
        wrappedKey: Buffer;
        nameSealed: Buffer | null;
        noteSealed: Buffer | null;
      }
    >(drawnSql(), [
      ctx.orgId,
      month.from,
      month.to,
      decidingSteps(rules, ladder),
      rules.checkedShare,
      month.firstDay,
      ctx.actor.kind === "user" ? ctx.actor.userId : null,
    ]);
    return {
      share: rules.checkedShare,
      drawn: rows.map(({ checkId, personId, wrappedKey, nameSealed, noteSealed, ...row }) => {
        const person = crypto.person(personId, wrappedKey);
        return {
          ...row,
          leadName: nameSealed && openName(person, personId, nameSealed),
          note:
            checkId && noteSealed && openedText(person, { id: checkId, column: "note_sealed" }, noteSealed),
        };
      }),
    };
  });
}

/** What decides about a lead: the target or a later step, and its loss. */
export function decidingSteps({ target }: BoardRules, ladder: readonly { key: string }[]): string[] {
  const place = target ? ladder.findIndex(({ key }) => key === target.step) : -1;
  return [...(place < 0 ? [] : ladder.slice(place).map(({ key }) => key)), "lost"];
}

/**
 * Of each person's decided outcomes those with the lowest hashes, so that a later one changes nothing about the rest but at
 * the edge; what was looked at stays. Parameters: $1 organisation, $2 and $3 the month, $4 deciding steps, $5 share,
 * $6 the month's first day, $7 who asks.
 */
export function drawnSql(condition = "true"): string {
  return `
  with seed as (
    select audit_seed from board_period where org_id = $1::uuid and month = $6::date
  ), decided as (
    select o.*, c.id as check_id, c.verdict, c.note_sealed, c.checked_by, c.settled,
           row_number() over (partition by o.actor_id
             order by sha256(convert_to((select audit_seed from seed) || ' ' || o.id, 'UTF8')), o.id) as place,
           count(*) over (partition by o.actor_id) as n
      from lead_outcome o
      left join outcome_check c on c.org_id = $1::uuid and c.outcome_id = o.id
     where o.org_id = $1::uuid and o.source = 'user' and o.actor_id is not null and o.reached
       and o.step = any($4::text[]) and o.recorded_at >= $2::timestamptz and o.recorded_at < $3::timestamptz
       and (o.undone_at is null or c.id is not null)
  )
  select d.id as "outcomeId", d.lead_id as "leadId", d.actor_id as "userId", coalesce(m.name, '') as "userName", d.step,
         d.reason, d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.check_id as "checkId", d.verdict,
         d.settled, d.note_sealed as "noteSealed", b.name as "checkedBy",
         p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
    from decided d
    join lead l on l.org_id = $1::uuid and l.id = d.lead_id
    join person p on p.org_id = $1::uuid and p.id = l.person_id
    left join org_member m on m.org_id = $1::uuid and m.user_id = d.actor_id
    left join org_member b on b.org_id = $1::uuid and b.user_id = d.checked_by
   where exists (select from seed) and (d.place <= ceil($5::float8 * d.n) or d.check_id is not null)
     and d.actor_id is distinct from $7::uuid and ${condition}
   order by d.verdict is not null and (d.verdict = 'right' or d.settled is not null), d.verdict nulls last, m.name, d.id`;
}
