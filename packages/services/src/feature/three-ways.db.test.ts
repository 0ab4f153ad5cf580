import { randomUUID } from "node:crypto";
import { eventTypes, purposes } from "@leadlift/scoring/features";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expireConsents } from "../consent/expire.ts";
import { recordConsents } from "../consent/record.ts";
import { ServiceError } from "../errors.ts";
import { flagVisitor } from "../event/flag-visitor.ts";
import { type AgentHints, type EventInput, recordEvents } from "../event/record.ts";
import { mergeLeads } from "../lead/merge.ts";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { unmergeLeads } from "../lead/unmerge.ts";
import { putListing } from "../listing/put.ts";
import { fillTraits } from "../person/fill-traits.ts";
import { precomputeOrganisation } from "./precompute.ts";
import { requestPrecompute } from "./request-precompute.ts";
import { storedVectors } from "./stored-vectors.ts";
import { type Clocked, clockedOrganisation, recomputed, serve } from "./test/clocked.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const minute = 60_000;
const day = 24 * 60 * minute;
const pages = ["/", "/projects/aranya", "/contact"];

const lead = fc.integer({ min: 0, max: 1 });
const visitor = fc.integer({ min: 0, max: 1 });
const act = fc.record({
  type: fc.constantFrom(...eventTypes),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * 24 * 60 })),
  seconds: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  page: fc.constantFrom(...pages),
});
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("act" as const), lead, act }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("burst" as const),
      lead,
      acts: fc.array(act, { minLength: 8, maxLength: 24 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("visit" as const), visitor, act, crawls: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("link" as const), visitor, lead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("again" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("correct" as const), act, retracts: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("flag" as const),
      visitor,
      bot: fc.constantFrom(true, false, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unmerge" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("consent" as const),
      lead,
      purpose: fc.constantFrom(...purposes),
      status: fc.constantFrom("given" as const, "withdrawn" as const),
      expires: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "expire" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("profile" as const),
      lead,
      budget: fc.integer({ min: 1, max: 900 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("price" as const), price: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("contact" as const),
      lead,
      domain: fc.constantFrom("gmail.com", "iitb.ac.in", "tata.example"),
      looked: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("look" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 45, 600, 3_000, 12_000),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer Each> ? Each : never;
type Act = Extract<Command, { do: "act" }>["act"];

/** Two leads, two visitors, and what was sent so far. */
class History {
  readonly #clock: Clocked;
  readonly leads: readonly [string, string];
  readonly #visitors = [randomUUID(), randomUUID()];
  readonly #sent: EventInput[] = [];
  #mergeId: string | null = null;

  constructor(clock: Clocked, leads: readonly [string, string]) {
    this.#clock = clock;
    this.leads = leads;
  }

  async run(command: Command): Promise<void> {
    const { ctx } = this.#clock;
    this.#clock.pass(1_500);
    switch (command.do) {
      case "act":
        return this.#send([this.#event({ leadId: this.#lead(command.lead) }, command.act)]);
      case "burst":
        return this.#send(
          command.acts.map((each) => this.#event({ leadId: this.#lead(command.lead) }, each)),
        );
      case "visit":
        return this.#send(
          [this.#event({ visitorId: this.#visitor(command.visitor) }, command.act)],
          true,
          command.crawls ? { userAgent: "Googlebot/2.1", languages: null } : undefined,
        );
      case "link": {
        const subject = { visitorId: this.#visitor(command.visitor), leadId: this.#lead(command.lead) };
        return this.#send([
          this.#event(subject, { type: "form_submit", late: 0, seconds: undefined, page: "/" }),
        ]);
      }
      case "again":
        return this.#send(this.#sent.slice(-3), false);
      case "correct": {
        const wrong = this.#sent.findLast(({ subject }) => subject.leadId);
        if (!wrong) return;
        const event = this.#event(wrong.subject, command.act);
        return this.#send([{ ...event, corrects: wrong.eventId, retracts: command.retracts }]);
      }
      case "flag":
        await flagVisitor(ctx, {
          visitorId: this.#visitor(command.visitor),
          bot: command.bot,
          reason: "test",
        });
        return;
      case "merge": {
        const [keptId, mergedId] = this.leads;
        this.#mergeId = (await mergeLeads(ctx, { keptId, mergedId })).mergeId;
        return;
      }
      case "unmerge":
        if (this.#mergeId) await unmergeLeads(ctx, { mergeId: this.#mergeId });
        return;
      case "consent": {
        const { purpose, status, expires } = command;
        const expiresAt = expires === undefined ? undefined : new Date(this.#clock.now() + expires * day);
        const entry = {
          purpose,
          status,
          channel: "test",
          ...(status === "given" && expiresAt ? { expiresAt } : {}),
        };
        await recordConsents(ctx, { subject: { leadId: this.#lead(command.lead) }, entries: [entry] });
        return;
      }
      case "expire":
        await expireConsents(ctx);
        return;
      case "profile":
        return this.#clock.sql("update lead set budget_max_paise = $2, version = version + 1 where id = $1", [
          this.#lead(command.lead),
          command.budget * 10_000_000,
        ]);
      case "price":
        return this.#clock.sql("update listing set price_max_paise = $1", [command.price * 10_000_000]);
      case "contact":
        return this.#clock.contact(this.#lead(command.lead), {
          email: `meera.${randomUUID().slice(0, 4)}@${command.domain}`,
          looked: command.looked,
        });
      case "look":
        await fillTraits(ctx);
        return;
      case "pass":
        this.#clock.pass(command.minutes * minute);
    }
  }

  #lead = (place: number): string => this.leads[place === 0 ? 0 : 1];
  #visitor = (place: number): string => this.#visitors[place] ?? "";

  #event(subject: EventInput["subject"], { type, late, seconds, page }: Act): EventInput {
    const properties = type === "page_view" ? { page } : type === "listing_view" ? { listing: page } : {};
    const timed =
      type === "page_view" || type === "listing_view" || type === "call_in" || type === "call_out";
    return {
      eventId: randomUUID(),
      type,
      occurredAt: new Date(this.#clock.now() - late * minute),
      properties: { ...properties, ...(timed && seconds !== undefined ? { seconds } : {}) },
      subject,
    };
  }

  async #send(events: readonly EventInput[], keep = true, agent?: AgentHints): Promise<void> {
    await recordEvents(this.#clock.ctx, { events, source: "test", ...(agent ? { agent } : {}) });
    if (keep) this.#sent.push(...events);
  }
}

test("online, ahead of time and from the facts every vector is the same, and stays so for its moment", async () => {
  let served = 0;
  let refused = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 22 }), async (commands) => {
      const clock = await clockedOrganisation(platform, Date.now() - 60 * day);
      const { ctx } = clock;
      const { listingId } = await putListing(ctx, { externalId: "A-12", priceMaxPaise: 5_000_000_000 });
      const history = new History(clock, [await clock.lead({ listingId }), await clock.lead({ listingId })]);
      const before: { leadId: string; at: Date; values: number[] }[] = [];
      for (const each of commands) {
        await history.run(each).catch((error) => {
          if (!(error instanceof ServiceError)) throw error;
          refused++;
        });
        for (const { leadId, at, vector } of await serve(ctx, history.leads)) {
          const values = Array.from(vector);
          expect([values]).toEqual(await recomputed(ctx, leadId, [at]));
          before.push({ leadId, at, values });
        }
      }
      for (const leadId of history.leads) {
        const own = before.filter((each) => each.leadId === leadId);
        const moments = own.map(({ at }) => at);
        expect(await recomputed(ctx, leadId, moments)).toEqual(own.map(({ values }) => values));
      }
      served += before.length;
      for (const { values } of before) seen.add(values.join());

      const asked = await requestPrecompute(ctx);
      await precomputeOrganisation(ctx, asked, { signal: new AbortController().signal });
      const kept = await ctx.db.withOrgSql(ctx.orgId, (sql) => storedVectors(sql, ctx, history.leads));
      const online = await serve(ctx, history.leads);
      expect([...kept.keys()].sort()).toEqual(online.map(({ leadId }) => leadId));
      for (const { leadId, at, vector } of online) {
        expect(kept.get(leadId)).toMatchObject({ at, vector });
      }
    }),
    { numRuns: 60 },
  );
  console.info(`${served} vectors served, ${seen.size} of them unlike, ${refused} commands refused`);
  expect(seen.size).toBeGreaterThan(60 * 5);
}, 300_000);
