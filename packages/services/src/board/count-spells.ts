import { expectationOf, stillPromised } from "./expectation.ts";
import type { Spell } from "./read-spells.ts";
import type { BoardRules } from "./rules.ts";
import type { Tally } from "./shrinkage.ts";

const dayMs = 86_400_000;
const leadsNamed = 50;

/**
 * Why a lead counts otherwise than it seems. Checks: duplicate, bulk_closing, given_away. Facts: handed_on, passing,
 * past_horizon, reached_before, no_probability, not_due.
 */
export const exclusionCodes = [
  "duplicate",
  "bulk_closing",
  "given_away",
  "handed_on",
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
  /** the first 50 of them */
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
  note: "handed_on" | "given_away" | "bulk_closing" | "duplicate" | null;
}

export interface PersonCount extends Tally {
  /** Σ of what is expected once every horizon is over */
  whole: number;
  leads: CountedLead[];
  excluded: Exclusion[];
}

/** What one person's spells come to. `doubted` are outcomes recorded in a burst without a contact behind them. */
export function countSpells(
  spells: readonly Spell[],
  rules: BoardRules,
  now: Date,
  doubted: ReadonlySet<string>,
): PersonCount {
  const notes = new Map<ExclusionCode, string[]>();
  const note = (code: ExclusionCode, leadId: string) => {
    const known = notes.get(code);
    if (known) known.push(leadId);
    else notes.set(code, [leadId]);
  };
  const single = oncePerPerson(spells, note);
  const leads = single.flatMap((spell) => {
    const reason = leftOut(spell, rules, now);
    if (reason) note(reason, spell.leadId);
    return reason ? [] : (countSpell(spell, rules, now, doubted, note) ?? []);
  });
  const sum = (of: (lead: CountedLead) => number) => leads.reduce((total, lead) => total + of(lead), 0);
  return {
    result: sum(({ result }) => result),
    expectation: sum(({ expectation }) => expectation),
    variance: sum(({ expectation: e }) => Math.max(0, e * (1 - e))),
    whole: sum(({ whole }) => whole),
    leads,
    excluded: exclusionCodes.flatMap((code) => {
      const found = notes.get(code);
      return found ? [{ code, leads: found.length, leadIds: found.slice(0, leadsNamed) }] : [];
    }),
  };
}

/**
 * A person who enquired several times is one chance to whoever has the leads: the likeliest of the enquiries stands for
 * all, with the first success of any. Merged leads stand for nothing of their own.
 */
function oncePerPerson(
  spells: readonly Spell[],
  note: (code: ExclusionCode, leadId: string) => void,
): Spell[] {
  const standing = new Map<string, Spell>();
  const kept: Spell[] = [];
  for (const spell of spells) {
    if (spell.merged) {
      note("duplicate", spell.leadId);
      continue;
    }
    const key = `${spell.personId} ${spell.kind}`;
    const before = standing.get(key);
    // The same lead given back and assigned again is two spells that add up.
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

function leftOut(spell: Spell, rules: BoardRules, now: Date): ExclusionCode | null {
  const { enquiredAt, since, until, reachedAt, probability } = spell;
  const horizonDays = rules.target?.horizonDays ?? 0;
  const end = enquiredAt.getTime() + horizonDays * dayMs;
  if (since.getTime() >= end) return "past_horizon";
  if (reachedAt && reachedAt < since) return "reached_before";
  const held = until ? until.getTime() - since.getTime() : Number.POSITIVE_INFINITY;
  const theirs = reachedAt && (!until || reachedAt <= until);
  if (held < rules.passingMinutes * 60_000 && !spell.gaveAway && !theirs) return "passing";
  if (probability === null && rules.base === null) return "no_probability";
  if (rules.curve === null && end > now.getTime()) return "not_due";
  return null;
}

function countSpell(
  spell: Spell,
  rules: BoardRules,
  now: Date,
  doubted: ReadonlySet<string>,
  note: (code: ExclusionCode, leadId: string) => void,
): CountedLead | null {
  const { leadId, enquiredAt, since, until, reachedAt, outcomeId, gaveAway } = spell;
  const { target, base, curve } = rules;
  if (!target) return null;
  const { horizonDays } = target;
  const ageAt = (at: Date) => (at.getTime() - enquiredAt.getTime()) / dayMs;
  const promised = (p: number, from: number, age: number) =>
    stillPromised(p, { since: from, age }, curve, horizonDays);
  const own = ageAt(since);
  const probability = spell.probability ?? promised(base?.probability ?? 0, 0, own);
  const lastChance = Math.min(
    until?.getTime() ?? Number.POSITIVE_INFINITY,
    enquiredAt.getTime() + horizonDays * dayMs,
  );
  const reached = reachedAt !== null && reachedAt.getTime() <= Math.min(lastChance, now.getTime());
  const refused = reached && outcomeId !== null && doubted.has(outcomeId);
  const left = until !== null && !reached && ageAt(until) < horizonDays;
  const handedOn =
    left && !gaveAway
      ? { age: ageAt(until), probability: spell.nextProbability ?? promised(probability, own, ageAt(until)) }
      : null;
  const code = refused ? "bulk_closing" : left ? (gaveAway ? "given_away" : "handed_on") : null;
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
