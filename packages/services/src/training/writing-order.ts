import type { LeadFacts, LeadProfile, RawRecord } from "@leadlift/scoring/features";

/** 0: nobody knows, 1: before the outcome, 2: after it; as the leak guard numbers them. */
export type Order = 0 | 1 | 2;

/** By column, of the value that training sees and of the one that stands today; unknown ones are left out. */
export interface LeadWriting {
  shown: Readonly<Record<string, Order>>;
  standing: Readonly<Record<string, Order>>;
}

const nothingKnown: LeadWriting = { shown: {}, standing: {} };

/**
 * Whether what a lead's profile says was written before its outcome was known.
 *
 * What came with a lead that was recorded after its outcome may be of any age. Its later changes show no habit either:
 * none of them could have come before.
 *
 * @param at when training looks at it, in ms as `decided`; null: nobody knows.
 */
export function writingOf(
  profiles: LeadFacts["profiles"],
  recordOf: (profile: LeadProfile) => RawRecord,
  at: number,
  decided: number | null,
): LeadWriting {
  const [first] = profiles;
  if (decided === null || !first) return nothingKnown;
  const { createdAt } = first.profile;
  const versions = profiles.map(({ until, profile }, i) => ({
    until,
    since: profiles[i - 1]?.until ?? createdAt,
    record: recordOf(profile),
  }));
  const inTime = createdAt <= decided;
  const orders = (last: number) => {
    const found: [string, Order][] = [];
    for (const [name, value] of Object.entries(versions[last]?.record ?? {})) {
      if (value === null || value === undefined) continue;
      let version = last;
      while (version > 0 && versions[version - 1]?.record[name] === value) version--;
      if (version === 0 && !inTime) continue;
      found.push([name, (versions[version]?.since ?? createdAt) <= decided ? 1 : 2]);
    }
    return Object.fromEntries(found);
  };
  const seen = versions.findIndex(({ until }) => until > Math.max(at, createdAt));
  return { shown: orders(seen), standing: inTime ? orders(versions.length - 1) : {} };
}
