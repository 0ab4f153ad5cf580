import { expectationOf, stillPromised } from "./expectation.ts";
import type { Spell } from "./read-spells.ts";
import type { BoardRules } from "./rules.ts";
import type { Tally } from "./shrinkage.ts";

const dayMs = 86_400_000;

/**
 * Why a lead counts otherwise than it seems. Checks: duplicate, bulk_closing, given_away, disputed. Facts: handed_on,
 * taken_over, had_before, passing, past_horizon, reached_before, no_probability, not_due.
 */
export const exclusionCodes = [
  "duplicate",
  "bulk_closing",
  "given_away",
  "disputed",
  "handed_on",
  "taken_over",
  "had_before",
  "passing",
  "past_horizon",
  "reached_before",
  "no_probability",
  "not_due",
] as const;
export type ExclusionCode = (typeof exclusionCodes)[number];

export interface Exclusion {
  code: ExclusionCode;
  leads: number;
  leadIds: string[];
}

/** One lead as it enters the sums. */
export interface CountedLead {
  leadId: string;
  assignedAt: Date;
  /** as known when it was assigned */
  probability: number;
  /** score: of the model; base: the organisation's, because it had none */
  from: "score" | "base";
  /** of `probability`, what has come due by now; less what it still promised when it was handed on */
  expectation: number;
  /** the same once the horizon is over */
  whole: number;
  result: 0 | 1;
  note: "handed_on" | "given_away" | "bulk_closing" | "disputed" | null;
}

/** What people have found about single leads, beside what the records say by themselves. */
export interface Findings {
  /** outcomes recorded in a burst without a contact behind them */
  doubted: ReadonlySet<string>;
  /** leads with an outcome that whoever checked it holds to be wrong, and nobody has settled: it counts nowhere */
  disputed: ReadonlySet<string>;
  /** `${code} ${leadId}` of the checks that were answered to a manager's satisfaction */
  pardoned: ReadonlySet<string>;
}

export const noFindings: Findings = { doubted: new Set(), disputed: new Set(), pardoned: new Set() };

export interface PersonCount extends Tally {
  /** Σ of what is expected once every horizon is over */
  whole: number;
  leads: CountedLead[];
  /** worked by somebody else before: told, and not compared, since nobody knows why they were moved */
  takenOver: { leads: number; reached: number };
  excluded: Exclusion[];
}

/** What one person's spells come to. */
export function countSpells(
  spells: readonly Spell[],
  rules: BoardRules,
  now: Date,
  findings: Findings,
): PersonCount {
  const notes = new Map<ExclusionCode, string[]>();
  const note = (code: ExclusionCode, leadId: string) => {
    const known = notes.get(code);
    if (known) known.push(leadId);
    else notes.set(code, [leadId]);
  };
  const takenOver = { leads: 0, reached: 0 };
  const counted = spells.filter((spell) => {
    const reason = leftOut(spell, rules, now, findings);
    if (reason) note(reason, spell.leadId);
    if (reason === "taken_over") {
      takenOver.leads++;
      if (reachedInTime(spell, rules, now, spell.until)) takenOver.reached++;
    }
    return !reason;
  });
  const leads = oncePerPerson(counted, findings, note).flatMap(
    (spell) => countSpell(spell, rules, now, findings, note) ?? [],
  );
  const sum = (of: (lead: CountedLead) => number) => leads.reduce((total, lead) => total + of(lead), 0);
  return {
    result: sum(({ result }) => result),
    expectation: sum(({ expectation }) => expectation),
    variance: sum(({ expectation: e }) => Math.max(0, e * (1 - e))),
    whole: sum(({ whole }) => whole),
    leads,
    takenOver,
    excluded: exclusionCodes.flatMap((code) => {
      const found = notes.get(code);
      return found ? [{ code, leads: found.length, leadIds: found }] : [];
    }),
  };
}

/**
 * A person who enquired several times is one chance to whoever has the leads: the likeliest of the enquiries stands for
 * all, with the first success of any.
 */
function oncePerPerson(
  spells: readonly Spell[],
  { pardoned }: Findings,
  note: (code: ExclusionCode, leadId: string) => void,
): Spell[] {
  const standing = new Map<string, Spell>();
  const kept: Spell[] = [];
  for (const spell of spells) {
    if (pardoned.has(`duplicate ${spell.leadId}`)) {
      kept.push(spell);
      continue;
    }
    const key = `${spell.personId} ${spell.kind}`;
    const before = standing.get(key);
    // The same lead given back and assigned again: what of it counts is said by its spells.
    if (!before || before.leadId === spell.leadId) {
      standing.set(key, spell);
      kept.push(spell);
      continue;
    }
    const stays = (before.probability ?? 0) >= (spell.probability ?? 0) ? before : spell;
    const goes = stays === before ? spell : before;
    note("duplicate", goes.leadId);
    const first = [stays, goes].filter((each) => each.reachedAt !== null).sort(byReaching)[0];
    const joint = { ...stays, reachedAt: first?.reachedAt ?? null, outcomeId: first?.outcomeId ?? null };
    kept[kept.indexOf(before)] = joint;
    standing.set(key, joint);
  }
  return kept;
}

function byReaching(a: Spell, b: Spell): number {
  return (a.reachedAt?.getTime() ?? 0) - (b.reachedAt?.getTime() ?? 0);
}

function leftOut(spell: Spell, rules: BoardRules, now: Date, { pardoned }: Findings): ExclusionCode | null {
  const { leadId, enquiredAt, since, until, reachedAt, probability } = spell;
  // Merged leads stand for nothing of their own.
  if (spell.merged && !pardoned.has(`duplicate ${leadId}`)) return "duplicate";
  const horizonDays = rules.target?.horizonDays ?? 0;
  const end = enquiredAt.getTime() + horizonDays * dayMs;
  if (since.getTime() >= end) return "past_horizon";
  if (reachedAt && reachedAt < since) return "reached_before";
  const stays = rules.handedOn === "stays";
  if (stays && spell.hadBefore) return "had_before";
  if (stays && spell.othersBefore && spell.repliedAt && spell.repliedAt < since) return "taken_over";
  const held = until ? until.getTime() - since.getTime() : Number.POSITIVE_INFINITY;
  const within = (at: Date | null) => at !== null && at >= since && (!until || at <= until);
  const theirs = within(reachedAt) || (stays && within(spell.repliedAt));
  if (held < rules.passingMinutes * 60_000 && !spell.gaveAway && !theirs) return "passing";
  if (probability === null && rules.base === null) return "no_probability";
  if (rules.curve === null && end > now.getTime()) return "not_due";
  return null;
}

/** Whether the target was reached within the horizon, by now, and until the moment given. */
function reachedInTime(
  { enquiredAt, reachedAt }: Spell,
  rules: BoardRules,
  now: Date,
  until: Date | null,
): boolean {
  const end = enquiredAt.getTime() + (rules.target?.horizonDays ?? 0) * dayMs;
  const last = Math.min(until?.getTime() ?? Number.POSITIVE_INFINITY, end, now.getTime());
  return reachedAt !== null && reachedAt.getTime() <= last;
}

function countSpell(
  spell: Spell,
  rules: BoardRules,
  now: Date,
  findings: Findings,
  note: (code: ExclusionCode, leadId: string) => void,
): CountedLead | null {
  const { leadId, enquiredAt, since, until, outcomeId } = spell;
  const { target, base, curve } = rules;
  if (!target) return null;
  const { horizonDays } = target;
  const ageAt = (at: Date) => (at.getTime() - enquiredAt.getTime()) / dayMs;
  const promised = (p: number, from: number, age: number) =>
    stillPromised(p, { since: from, age }, curve, horizonDays);
  const own = ageAt(since);
  const probability = spell.probability ?? promised(base?.probability ?? 0, 0, own);
  const gaveAway = spell.gaveAway && !findings.pardoned.has(`given_away ${leadId}`);
  const stays = rules.handedOn === "stays" && !gaveAway;
  const reached = reachedInTime(spell, rules, now, stays ? null : until);
  const refused =
    reached &&
    outcomeId !== null &&
    findings.doubted.has(outcomeId) &&
    !findings.pardoned.has(`bulk_closing ${leadId}`);
  const left = until !== null && ageAt(until) < horizonDays && !reachedInTime(spell, rules, now, until);
  const handedOn =
    left && !gaveAway && !stays
      ? { age: ageAt(until), probability: spell.nextProbability ?? promised(probability, own, ageAt(until)) }
      : null;
  const disputed = !reached && findings.disputed.has(leadId);
  const code = refused
    ? "bulk_closing"
    : disputed
      ? "disputed"
      : left
        ? gaveAway
          ? "given_away"
          : "handed_on"
        : null;
  if (code) note(code, leadId);
  return {
    leadId,
    assignedAt: since,
    probability,
    from: spell.probability === null ? "base" : "score",
    ...expectationOf({ probability, since: own, handedOn }, ageAt(now), curve, horizonDays),
    result: reached && !refused ? 1 : 0,
    note: code,
  };
}
