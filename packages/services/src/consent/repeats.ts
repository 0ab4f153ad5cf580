import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import type { DraftEntry } from "./draft-entries.ts";

/** So long after it an entry without a time or an id of its own is taken for the same one, sent again. */
export const retryMs = 5 * 60_000;

interface Known {
  id: string;
  personId: string;
  purpose: string;
  status: string;
  channel: string;
  noticeHash: Buffer | null;
  occurredAt: Date;
  recordedAt: Date;
  expiresAt: Date | null;
  consentId: string | null;
}

/** Two that record for the same person wait for each other: what one of them says, the other then finds. */
export async function lockLedgers(sql: OrgSql, personIds: readonly string[]): Promise<void> {
  await sql.query(
    "select pg_advisory_xact_lock(hashtextextended('consents ' || id, 0)) from unnest($1::text[]) as person (id)",
    [[...new Set(personIds)].sort()],
  );
}

/**
 * The drafts that stand in the ledger already, or earlier among themselves, with the id of what stands for them.
 * Throws CONFLICT where a sender's id stands for something else.
 */
export async function repeatsOf(
  sql: OrgSql,
  ctx: Context,
  drafts: readonly DraftEntry[],
): Promise<Map<DraftEntry, string>> {
  const { rows: known } = await sql.query<Known>(
    `select id, person_id as "personId", purpose, status, channel, notice_hash as "noticeHash", occurred_at as "occurredAt",
            recorded_at as "recordedAt", expires_at as "expiresAt", consent_id as "consentId"
       from consent_entry where org_id = $1 and (person_id = any($2::uuid[]) or consent_id = any($3::text[]))
      order by occurred_at, recorded_at, id`,
    [ctx.orgId, drafts.map(({ personId }) => personId), drafts.flatMap(({ consentId }) => consentId ?? [])],
  );
  const repeats = new Map<DraftEntry, string>();
  for (const draft of drafts) {
    const found = repeated(draft, known);
    if (found) repeats.set(draft, found.id);
    else known.push(draft);
  }
  return repeats;
}

function repeated(draft: DraftEntry, known: readonly Known[]): Known | undefined {
  const { consentId, timed, occurredAt } = draft;
  const sameTime = (each: Known) => each.occurredAt.getTime() === occurredAt.getTime();
  if (consentId !== null) {
    const found = known.find((each) => each.consentId === consentId);
    if (found && !(saysTheSame(found, draft) && (!timed || sameTime(found)))) {
      throw new ServiceError(
        "CONFLICT",
        { worded: "consentId: stands for another entry already." },
        { consentId },
      );
    }
    return found;
  }
  if (timed) return known.find((each) => sameTime(each) && saysTheSame(each, draft));
  const last = known.findLast(
    ({ personId, purpose }) => personId === draft.personId && purpose === draft.purpose,
  );
  if (!last || !saysTheSame(last, draft)) return undefined;
  const untimed = last.occurredAt.getTime() === last.recordedAt.getTime();
  return untimed && occurredAt.getTime() - last.recordedAt.getTime() <= retryMs ? last : undefined;
}

function saysTheSame(a: Known, b: Known): boolean {
  const said = ({ personId, purpose, status, channel, noticeHash, expiresAt }: Known) =>
    JSON.stringify([personId, purpose, status, channel, noticeHash?.toString("hex"), expiresAt]);
  return said(a) === said(b);
}
