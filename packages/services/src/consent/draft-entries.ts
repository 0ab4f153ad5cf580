import { newId } from "@leadlift/db/id";
import { ServiceError } from "../errors.ts";
import { type CheckedEntry, clockSkewMs } from "./consent-entry.ts";
import type { LedgerEntry } from "./ledger.ts";

/** What a person said, as it may go into the ledger. */
export interface DraftEntry extends LedgerEntry {
  status: "given" | "withdrawn";
  /** its time was said; otherwise it is that of its arrival */
  timed: boolean;
}

/** Throws BAD_INPUT for times that cannot be. */
export function draftEntries(
  personId: string,
  entries: readonly CheckedEntry[],
  now: Date,
  backfill: boolean,
): DraftEntry[] {
  return entries.map((entry) => {
    const claimed = entry.occurredAt ?? now;
    if (claimed.getTime() > now.getTime() + clockSkewMs) {
      throw new ServiceError("BAD_INPUT", "The time of a consent cannot lie in the future.");
    }
    const timed = entry.occurredAt !== undefined && claimed <= now;
    const occurredAt = timed ? claimed : now;
    const expiresAt = entry.expiresAt ?? null;
    if (expiresAt && (entry.status === "withdrawn" || expiresAt <= occurredAt)) {
      throw new ServiceError("BAD_INPUT", "Only a consent expires, and after it was given.");
    }
    return {
      id: newId(),
      personId,
      purpose: entry.purpose,
      status: entry.status,
      noticeHash: entry.noticeHash === undefined ? null : Buffer.from(entry.noticeHash, "hex"),
      locale: entry.locale ?? null,
      channel: entry.channel,
      evidence: entry.evidence,
      occurredAt,
      recordedAt: backfill ? occurredAt : now,
      expiresAt,
      consentId: entry.consentId ?? null,
      timed,
    };
  });
}
