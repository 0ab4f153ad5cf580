import { z } from "zod";
import type { Context } from "../context.ts";
import { can, requirePermission } from "../permissions.ts";
import { openName } from "../person/new-person.ts";
import type { AppealCode } from "./finding-codes.ts";
import { monthOf, monthSchema } from "./month.ts";
import { openedText } from "./sealed-words.ts";

export const appealsInput = z.object({ month: monthSchema });

export interface Appeal {
  appealId: string;
  userId: string;
  /** empty for who left */
  userName: string;
  leadId: string;
  leadName: string | null;
  code: AppealCode;
  reason: string;
  answer: string | null;
  status: "open" | "granted" | "refused";
  at: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
}

/** What was said against the findings of a month: one's own, everybody's for those who manage. Open ones first. */
export async function boardAppeals(ctx: Context, input: z.input<typeof appealsInput>): Promise<Appeal[]> {
  requirePermission(ctx, "board.read");
  const { month } = appealsInput.parse(input);
  const { actor } = ctx;
  const all = actor.kind === "system" || (actor.kind === "user" && can(actor.role, "team.read"));
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<
      Omit<Appeal, "leadName" | "reason" | "answer"> & {
        personId: string;
        wrappedKey: Buffer;
        nameSealed: Buffer | null;
        reasonSealed: Buffer;
        answerSealed: Buffer | null;
      }
    >(appealsSql, [
      ctx.orgId,
      monthOf(month, ctx.organisation.timezone).firstDay,
      all ? null : actor.kind === "user" ? actor.userId : "00000000-0000-0000-0000-000000000000",
    ]),
  );
  return rows.map(({ personId, wrappedKey, nameSealed, reasonSealed, answerSealed, ...row }) => {
    const person = ctx.organisation.crypto.person(personId, wrappedKey);
    const text = (column: "reason_sealed" | "answer_sealed", sealed: Buffer) =>
      openedText(person, { id: row.appealId, column }, sealed);
    return {
      ...row,
      leadName: nameSealed && openName(person, personId, nameSealed),
      reason: text("reason_sealed", reasonSealed),
      answer: answerSealed && text("answer_sealed", answerSealed),
    };
  });
}

const appealsSql = `
  select a.id as "appealId", a.user_id as "userId", coalesce(m.name, '') as "userName", a.lead_id as "leadId", a.code,
         a.status, a.created_at as at, a.decided_at as "decidedAt", d.name as "decidedBy",
         a.reason_sealed as "reasonSealed", a.answer_sealed as "answerSealed",
         p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
    from board_appeal a
    join lead l on l.org_id = $1::uuid and l.id = a.lead_id
    join person p on p.org_id = $1::uuid and p.id = l.person_id
    left join org_member m on m.org_id = $1::uuid and m.user_id = a.user_id
    left join org_member d on d.org_id = $1::uuid and d.user_id = a.decided_by
   where a.org_id = $1::uuid and a.month = $2::date and ($3::uuid is null or a.user_id = $3::uuid)
   order by a.status <> 'open', a.created_at desc, a.id`;
