import type { ActInput } from "./act-input.ts";

type Codes = Record<string, string | number | boolean | null>;

/** What of an act may be kept in clear: codes, times and numbers, nothing that somebody wrote. */
export function codesOf(given: ActInput): Codes {
  switch (given.kind) {
    case "called":
      return {
        outcome: given.outcome,
        seconds: given.seconds ?? null,
        visitAt: given.visitAt?.toISOString() ?? null,
        ...nextOf(given.next),
      };
    case "messaged":
      return { channel: given.channel, draft: given.draft ?? null, ...nextOf(given.next) };
    case "planned":
      return nextOf(given.next);
    case "snoozed":
      return { until: given.until.toISOString(), reason: given.reason };
    case "judged":
      return { judgement: given.judgement, reason: given.reason ?? null };
    case "reassigned":
      return { ownerId: given.ownerId };
    case "claimed":
    case "noted":
    case "woke":
      return {};
  }
}

function nextOf(next: { kind: string; dueAt: Date } | undefined): Codes {
  return next ? { nextKind: next.kind, nextDueAt: next.dueAt.toISOString() } : {};
}
