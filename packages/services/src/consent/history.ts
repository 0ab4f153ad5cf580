import type { ConsentStatus } from "@leadlift/scoring/features";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { consentFacts } from "../feature/load-consents.ts";
import { requirePermission } from "../permissions.ts";
import { type CurrentConsent, currentConsents } from "./current.ts";
import type { Purpose } from "./purposes.ts";

export type { CurrentConsent } from "./current.ts";

export const consentsOfInput = z.object({ personId: z.uuid() });

export interface ConsentHistoryEntry {
  id: string;
  purpose: string;
  status: ConsentStatus;
  channel: string;
  locale: string | null;
  /** hexadecimal SHA-256 */
  noticeHash: string | null;
  /** of the notice with that hash, when it is one of the organisation's own */
  noticeVersion: number | null;
  evidence: Record<string, string | number | boolean>;
  actorKind: string;
  /** a member's name */
  actor: string | null;
  occurredAt: Date;
  recordedAt: Date;
  expiresAt: Date | null;
}

export interface PersonConsentHistory {
  current: Record<Purpose, CurrentConsent>;
  /** latest first */
  entries: ConsentHistoryEntry[];
}

/** What a person agreed to, and how that came about. Throws NOT_FOUND. */
export async function consentsOf(
  ctx: Context,
  input: z.input<typeof consentsOfInput>,
): Promise<PersonConsentHistory> {
  requirePermission(ctx, "lead.read");
  const { personId } = consentsOfInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const person = await sql.query("select from person where org_id = $1 and id = $2", [ctx.orgId, personId]);
    if (person.rowCount === 0) throw notFound("This person");
    const facts = (await consentFacts(sql, ctx, [personId])).get(personId) ?? [];
    const { rows } = await sql.query<ConsentHistoryEntry>(entriesSql, [ctx.orgId, personId]);
    const current = currentConsents(facts, [personId], ctx.now().getTime());
    return { current, entries: rows };
  });
}

const entriesSql = `
  select c.id, c.purpose, c.status, c.channel, c.locale, encode(c.notice_hash, 'hex') as "noticeHash",
         notice.version as "noticeVersion", c.evidence, c.actor_kind as "actorKind", m.name as actor,
         c.occurred_at as "occurredAt", c.recorded_at as "recordedAt", c.expires_at as "expiresAt"
    from consent_entry c
    left join org_member m on m.org_id = c.org_id and m.user_id = c.actor_id
    left join lateral (
      select n.version from notice n
       where n.org_id = c.org_id and n.hash = c.notice_hash and n.purpose = c.purpose
       order by n.version desc limit 1) notice on true
   where c.org_id = $1 and c.person_id = $2 order by c.occurred_at desc, c.recorded_at desc, c.id desc`;
