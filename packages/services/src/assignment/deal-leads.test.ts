import fc from "fast-check";
import { expect, test } from "vitest";
import { type Dealer, dealLeads } from "./deal-leads.ts";

const dealers: fc.Arbitrary<Dealer[]> = fc.uniqueArray(
  fc.record({
    userId: fc.uuid(),
    open: fc.integer({ min: 0, max: 500 }),
    dailyLeads: fc.integer({ min: 5, max: 80 }),
  }),
  { minLength: 1, maxLength: 12, selector: ({ userId }) => userId },
);

test("every lead goes to one of those chosen, and nobody ends with a day more than another who got any", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), dealers, (count, chosen) => {
      const owners = dealLeads(count, chosen);
      expect(owners).toHaveLength(count);
      const got = (userId: string) => owners.filter((owner) => owner === userId).length;
      const days = (dealer: Dealer, more = 0) =>
        (dealer.open + got(dealer.userId) + more) / dealer.dailyLeads;
      for (const one of chosen.filter(({ userId }) => got(userId) > 0)) {
        // Taking one lead from anybody never leaves them with more than the next would have had.
        for (const other of chosen) expect(days(one)).toBeLessThanOrEqual(days(other, 1) + 1e-9);
      }
    }),
  );
});

test("who gets as many gets as good ones", () => {
  const even = ["a", "b", "c", "d"].map((userId) => ({ userId, open: 10, dailyLeads: 40 }));
  const owners = dealLeads(400, even);
  for (const { userId } of even) {
    for (let from = 0; from < 400; from += 40) {
      expect(owners.slice(from, from + 40).filter((owner) => owner === userId)).toHaveLength(10);
    }
  }
});
