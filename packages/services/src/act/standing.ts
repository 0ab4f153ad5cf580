import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import type { NextStepKind, NextStepView } from "../next-step/step-input.ts";
import { openStepNote } from "../next-step/step-note.ts";
import { requirePermission } from "../permissions.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { addBusinessMinutes, businessCalendar } from "../work/business-time.ts";
import type { JudgementKind } from "./act-input.ts";

export const leadStandingInput = z.object({ leadId: z.uuid() });

/** Where the work on a lead stands. */
export interface LeadStanding {
  leadId: string;
  enquiredAt: Date;
  firstReplyAt: Date | null;
  /** until when the first reply is promised; null once it was given */
  replyDueAt: Date | null;
  /** the person's latest word, and ours */
  lastInAt: Date | null;
  lastOutAt: Date | null;
  /** open, the earliest first */
  nextSteps: NextStepView[];
  /** null: awake */
  snooze: { until: Date; reason: string } | null;
  /** the asker's latest word on it */
  judgement: { kind: JudgementKind; reason: string | null; at: Date } | null;
}

interface Stored extends Omit<LeadStanding, "replyDueAt" | "nextSteps" | "snooze" | "judgement"> {
  personId: string;
  wrappedKey: Buffer;
  steps: { id: string; kind: NextStepKind; dueAt: string; noteSealed: string | null }[];
  snooze: { until: string; reason: string } | null;
  judgement: { kind: JudgementKind; reason: string | null; at: string } | null;
}

/** Throws NOT_FOUND. */
export async function leadStanding(
  ctx: Context,
  input: z.input<typeof leadStandingInput>,
): Promise<LeadStanding> {
  requirePermission(ctx, "lead.read");
  const { leadId } = leadStandingInput.parse(input);
  const asker = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Stored>(standingSql, [ctx.orgId, leadId, ctx.now(), asker]),
  );
  const [stored] = rows;
  if (!stored) throw notFound("This lead");
  const { personId, wrappedKey, steps, snooze, judgement, ...work } = stored;
  const person = ctx.organisation.crypto.person(personId, wrappedKey);
  const { firstReplyMinutes } = ctx.organisation;
  return {
    ...work,
    replyDueAt: work.firstReplyAt
      ? null
      : addBusinessMinutes(work.enquiredAt, firstReplyMinutes, businessCalendar(ctx.organisation)),
    nextSteps: steps.map(({ id, kind, dueAt, noteSealed }) => ({
      id,
      kind,
      dueAt: new Date(dueAt),
      note: openStepNote(person, id, noteSealed),
    })),
    snooze: snooze && { ...snooze, until: new Date(snooze.until) },
    judgement: judgement && { ...judgement, at: new Date(judgement.at) },
  };
}

const standingSql = `
  select l.id as "leadId", coalesce(l.enquired_at, l.created_at) as "enquiredAt", w.first_reply_at as "firstReplyAt",
         w.last_in_at as "lastInAt", w.last_out_at as "lastOutAt", p.id as "personId", p.wrapped_key as "wrappedKey",
         coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'dueAt', s.due_at,
                                                       'noteSealed', encode(s.note_sealed, 'base64')) order by s.due_at, s.id)
                     from next_step s where s.org_id = l.org_id and s.lead_id = l.id and ${openStepSql("s")}), '[]') as steps,
         (select jsonb_build_object('until', z.until, 'reason', z.reason) from snooze z
           where z.org_id = l.org_id and z.lead_id = l.id and ${asleepSql("$3::timestamptz")}) as snooze,
         (select jsonb_build_object('kind', j.kind, 'reason', j.reason, 'at', j.at) from judgement j
           where j.org_id = l.org_id and j.lead_id = l.id and j.user_id = $4 and j.undone_at is null
           order by j.at desc, j.id desc limit 1) as judgement
    from lead l
    join person p on p.org_id = l.org_id and p.id = l.person_id
    left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
   where l.org_id = $1 and l.id = $2`;
