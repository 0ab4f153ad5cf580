import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, event, india, minute, noon, profile } from "../test/made-up-features.ts";
import type { AsOf } from "./as-of.ts";
import { featureNames } from "./catalogue.ts";
import { nextExpiry } from "./consent.ts";
import { decodeState, encodeState } from "./encode-state.ts";
import { eventTypes, type FeatureEvent } from "./event-types.ts";
import { purposes } from "./purpose.ts";
import {
  consentsAsOf,
  type LeadFacts,
  profileAsOf,
  type RecordedEvent,
  stateAsOf,
  vectorAsOf,
  visibleEvents,
} from "./recompute.ts";
import { foldEvent } from "./state.ts";
import { featureVector } from "./vector.ts";

const leads = ["lead a", "lead b", "lead c"] as const;
const visitors = ["visitor v", "visitor w"] as const;
/** Two leads are of one person. */
const persons = new Map([
  ["lead a", "person p"],
  ["lead b", "person q"],
  ["lead c", "person p"],
]);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Facts as they are recorded, by a clock that never stands still, and what is held online beside them. */
class World {
  now = noon;
  readonly events: RecordedEvent[] = [];
  readonly links: Mutable<LeadFacts["links"][number]>[] = [];
  readonly flags: LeadFacts["flags"][number][] = [];
  readonly merges: Mutable<LeadFacts["merges"][number]>[] = [];
  readonly consents: LeadFacts["consents"][number][] = [];
  readonly profiles = new Map<string, Mutable<LeadFacts["profiles"][number]>[]>(
    leads.map((lead) => [lead, [{ until: Number.POSITIVE_INFINITY, profile: profile() }]]),
  );
  /** As stored: JSON and when it must be folded anew. */
  readonly online = new Map<string, { state: string; validUntil: number }>();
  readonly served: { lead: (typeof leads)[number]; at: number; vector: Float64Array }[] = [];

  factsOf(leadId: (typeof leads)[number]): LeadFacts {
    const { events, links, flags, merges, consents } = this;
    return {
      leadId,
      events,
      links,
      flags,
      merges,
      persons,
      consents,
      profiles: this.profiles.get(leadId) ?? [],
    };
  }

  /** The next millisecond: no two facts are recorded at one. */
  tick(): number {
    this.now += 1;
    return this.now;
  }

  refoldAll(): void {
    for (const lead of leads) this.refold(lead);
  }

  refold(lead: (typeof leads)[number]): void {
    const facts = this.factsOf(lead);
    const asOf = sameMoment(this.now);
    this.online.set(lead, {
      state: encodeState(stateAsOf(facts, asOf, india)),
      validUntil: nextExpiry(consentsAsOf(facts, asOf)),
    });
  }

  /** What live recording does: fold where the event counts, refold where it is too late for that. */
  fold(recorded: RecordedEvent): void {
    for (const lead of leads) {
      const state = this.readOnline(lead);
      const counts = visibleEvents({ ...this.factsOf(lead), events: [recorded] }, sameMoment(this.now));
      for (const each of counts) {
        if (foldEvent(state, each, india)) {
          const validUntil = this.online.get(lead)?.validUntil ?? 0;
          this.online.set(lead, { state: encodeState(state), validUntil });
        } else this.refold(lead);
      }
    }
  }

  readOnline(lead: (typeof leads)[number]) {
    const held = this.online.get(lead);
    if (!held || held.validUntil <= this.now) this.refold(lead);
    const state = decodeState(JSON.parse(this.online.get(lead)?.state ?? "null"));
    if (!state) throw new Error("A state that was just encoded decodes.");
    return state;
  }

  serve(lead: (typeof leads)[number]): Float64Array {
    const facts = this.factsOf(lead);
    const asOf = sameMoment(this.now);
    const vector = featureVector(this.readOnline(lead), {
      profile: profileAsOf(facts, this.now),
      now: this.now,
      consents: consentsAsOf(facts, asOf),
      settings: india,
    });
    this.served.push({ lead, at: this.now, vector });
    return vector;
  }
}

function sameMoment(t: number): AsOf {
  return { at: t, knownAt: t, lawfulAt: t };
}

const late = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 * 60 * minute }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 * day }) },
);
const lead = fc.constantFrom(...leads);
const visitor = fc.constantFrom(...visitors);
const which = fc.nat();
const told = fc.record({
  late,
  type: fc.constantFrom(...eventTypes),
  key: fc.constantFrom(0, 1, 2, 3),
  seconds: fc.nat(400),
  answered: fc.boolean(),
  tie: fc.nat(2 ** 30),
});
const command = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("record" as const),
      told,
      lead: fc.option(lead),
      visitor: fc.option(visitor),
      bot: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("burst" as const),
      told,
      visitor,
      times: fc.integer({ min: 2, max: 9 }),
      pause: fc.integer({ min: 0, max: 700 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("correct" as const), told, which, retracts: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("link" as const), visitor, lead, late: fc.option(late) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unlink" as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("flag" as const),
      visitor,
      bot: fc.constantFrom(true, false, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const), kept: lead, merged: lead }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unmerge" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("consent" as const),
      person: fc.constantFrom("person p", "person q"),
      purpose: fc.constantFrom(...purposes),
      status: fc.constantFrom(
        "given" as const,
        "given" as const,
        "withdrawn" as const,
        "expired" as const,
        "legacy" as const,
      ),
      late,
      lasts: fc.option(fc.integer({ min: 1, max: 20 * day })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("profile" as const),
      lead,
      budgetMax: fc.nat(10_000_000),
      city: fc.option(fc.constantFrom("Pune", "Indore")),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.oneof(fc.nat(2_000), fc.nat(5 * day)) }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

function recordedEvent(
  world: World,
  told: Partial<FeatureEvent> & { type: FeatureEvent["type"]; late: number },
  more: Partial<RecordedEvent>,
): RecordedEvent {
  const { late, type, ...rest } = told;
  const recordedAt = world.tick();
  return {
    ...event(type, recordedAt - late, rest),
    id: `event ${world.events.length}`,
    leadId: null,
    visitorId: null,
    recordedAt,
    bot: false,
    corrects: null,
    retracts: false,
    ...more,
  };
}

function run(world: World, command: Command): void {
  switch (command.do) {
    case "wait":
      world.now += command.ms;
      return;
    case "record": {
      const { told, lead, visitor, bot } = command;
      const recorded = recordedEvent(world, told, { leadId: lead, visitorId: visitor, bot });
      world.events.push(recorded);
      world.fold(recorded);
      return;
    }
    case "burst": {
      for (let i = 0; i < command.times; i++) {
        const told = { ...command.told, tie: command.told.tie + i, key: i, type: "page_view" as const };
        const recorded = recordedEvent(
          world,
          { ...told, late: told.late + i * command.pause },
          { visitorId: command.visitor },
        );
        world.events.push(recorded);
        world.fold(recorded);
      }
      return;
    }
    case "correct": {
      const wrong = world.events[command.which % Math.max(1, world.events.length)];
      if (!wrong) return;
      const { leadId, visitorId, id } = wrong;
      world.events.push(
        recordedEvent(world, command.told, { leadId, visitorId, corrects: id, retracts: command.retracts }),
      );
      break;
    }
    case "link": {
      const recordedAt = world.tick();
      const fromAt = command.late === null ? null : recordedAt - command.late;
      world.links.push({
        visitorId: command.visitor,
        leadId: command.lead,
        fromAt,
        recordedAt,
        revokedAt: null,
      });
      break;
    }
    case "unlink": {
      const link = world.links[command.which % Math.max(1, world.links.length)];
      if (link && link.revokedAt === null) link.revokedAt = world.tick();
      break;
    }
    case "flag":
      world.flags.push({ visitorId: command.visitor, bot: command.bot, recordedAt: world.tick() });
      break;
    case "merge": {
      const inForce = world.merges.filter(({ undoneAt }) => undoneAt === null);
      const kept = new Set<string>([command.kept]);
      for (const id of kept) for (const merge of inForce) if (merge.mergedId === id) kept.add(merge.keptId);
      if (kept.has(command.merged) || inForce.some(({ mergedId }) => mergedId === command.merged)) return;
      world.merges.push({
        keptId: command.kept,
        mergedId: command.merged,
        recordedAt: world.tick(),
        undoneAt: null,
      });
      break;
    }
    case "unmerge": {
      const merge = world.merges[command.which % Math.max(1, world.merges.length)];
      if (merge && merge.undoneAt === null) merge.undoneAt = world.tick();
      break;
    }
    case "consent": {
      const recordedAt = world.tick();
      const occurredAt = recordedAt - command.late;
      const { person: personId, purpose, status, lasts } = command;
      const expiresAt = lasts === null ? null : occurredAt + lasts;
      world.consents.push({ personId, purpose, status, occurredAt, recordedAt, expiresAt });
      break;
    }
    case "profile": {
      const versions = world.profiles.get(command.lead) ?? [];
      const current = versions.at(-1);
      if (current) current.until = world.tick();
      const { budgetMax, city } = command;
      versions.push({ until: Number.POSITIVE_INFINITY, profile: profile({ budgetMax, city }) });
      return;
    }
  }
  world.refoldAll();
}

/** By name, so that a difference can be read. */
function named(vector: Float64Array): Record<string, number> {
  return Object.fromEntries(featureNames.map((name, i) => [name, vector[i] ?? Number.NaN]));
}

/** Facts of lead a, whose person is p; events are told as [id, what is special about it]. */
function factsWith(events: Record<string, Partial<RecordedEvent>>, more: Partial<LeadFacts> = {}): LeadFacts {
  return {
    leadId: "a",
    events: Object.entries(events).map(([id, special], i) => ({
      ...event("chat", i, { key: i + 1 }),
      id,
      leadId: "a",
      visitorId: null,
      recordedAt: special.at ?? i,
      bot: false,
      corrects: null,
      retracts: false,
      ...special,
    })),
    links: [],
    flags: [],
    merges: [],
    persons: new Map([
      ["a", "p"],
      ["b", "q"],
      ["c", "r"],
    ]),
    consents: [],
    profiles: [{ until: Number.POSITIVE_INFINITY, profile: profile() }],
    ...more,
  };
}

/** Ids of the visible events, in their order. */
function seen(facts: LeadFacts, at: number, knownAt = at): string[] {
  const ids = new Map(facts.events.map((each) => [each.tie, each.id]));
  return visibleEvents(facts, { at, knownAt, lawfulAt: knownAt }).map(({ tie }) => ids.get(tie) ?? "?");
}

describe("visibleEvents", () => {
  it("are those that happened and were known by then, in the order in which they happened", () => {
    const facts = factsWith({ second: { at: 20 }, first: { at: 10, recordedAt: 30 }, third: { at: 25 } });
    expect([seen(facts, 22), seen(facts, 30), seen(facts, 22, 30)]).toEqual([
      ["second"],
      ["first", "second", "third"],
      ["first", "second"],
    ]);
  });

  it("are as corrected by what was known then", () => {
    const facts = factsWith({
      wrong: { at: 10 },
      kept: { at: 11 },
      right: { at: 9, recordedAt: 20, corrects: "wrong" },
      righter: { at: 8, recordedAt: 30, corrects: "right" },
      never: { at: 8, recordedAt: 40, corrects: "righter", retracts: true },
    });
    expect([15, 25, 35, 45].map((t) => seen(facts, t))).toEqual([
      ["wrong", "kept"],
      ["right", "kept"],
      ["righter", "kept"],
      ["kept"],
    ]);
  });

  it("leave out bots unless somebody said that their visitor is none, until that is taken back", () => {
    const facts = factsWith(
      { crawled: { at: 1, bot: true, visitorId: "v" }, nobodys: { at: 2, bot: true } },
      {
        flags: [
          { visitorId: "v", bot: false, recordedAt: 10 },
          { visitorId: "v", bot: null, recordedAt: 20 },
        ],
      },
    );
    expect([5, 15, 25].map((t) => seen(facts, t))).toEqual([[], ["crawled"], []]);
  });

  it("leave out bots, and flagged visitors for as long as they are flagged", () => {
    const facts = factsWith(
      { bot: { at: 1, bot: true }, visitors: { at: 2, visitorId: "v" }, other: { at: 3, visitorId: "w" } },
      {
        flags: [
          { visitorId: "v", bot: false, recordedAt: 20 },
          { visitorId: "v", bot: true, recordedAt: 10 },
        ],
      },
    );
    expect([5, 15, 25].map((t) => seen(facts, t))).toEqual([
      ["visitors", "other"],
      ["other"],
      ["visitors", "other"],
    ]);
  });

  it("are a visitor's from the beginning with the first link, and from its own time on with each later one", () => {
    const own = { leadId: null, visitorId: "v" };
    const facts = factsWith(
      {
        early: { at: 1, ...own },
        between: { at: 15, ...own },
        late: { at: 25, ...own },
        sent: { at: 26, leadId: "b", visitorId: "v" },
      },
      {
        links: [
          { visitorId: "v", leadId: "b", fromAt: 20, recordedAt: 40, revokedAt: 60 },
          { visitorId: "v", leadId: "a", fromAt: 10, recordedAt: 30, revokedAt: null },
        ],
      },
    );
    expect(seen(facts, 28)).toEqual([]);
    expect(seen(facts, 35)).toEqual(["early", "between", "late"]);
    expect(seen(facts, 45)).toEqual(["early", "between"]);
    expect(seen({ ...facts, leadId: "b" }, 45)).toEqual(["late", "sent"]);
    expect(seen(facts, 60)).toEqual(["early", "between", "late"]);
  });

  it("are those of all leads merged into it, over any number of steps, until it is undone", () => {
    const facts = factsWith(
      { own: { at: 1 }, merged: { at: 2, leadId: "b" }, deeper: { at: 3, leadId: "c" } },
      {
        merges: [
          { keptId: "a", mergedId: "b", recordedAt: 20, undoneAt: 40 },
          { keptId: "b", mergedId: "c", recordedAt: 10, undoneAt: null },
        ],
      },
    );
    expect([15, 25, 40].map((t) => seen(facts, t))).toEqual([["own"], ["own", "merged", "deeper"], ["own"]]);
    expect(seen({ ...facts, leadId: "b" }, 15)).toEqual(["merged", "deeper"]);
  });

  it("need the consent of every person whose lead was merged", () => {
    const withdrawn = { purpose: "scoring", status: "withdrawn", expiresAt: null } as const;
    const facts = factsWith(
      { own: { at: 1 }, merged: { at: 2, leadId: "b" } },
      {
        merges: [{ keptId: "a", mergedId: "b", recordedAt: 20, undoneAt: null }],
        consents: [{ ...withdrawn, personId: "q", occurredAt: 5, recordedAt: 5 }],
      },
    );
    expect([seen(facts, 15), seen(facts, 25)]).toEqual([["own"], []]);
  });
});

describe("profileAsOf", () => {
  it("is the version that was current, the first for all time before the lead was recorded", () => {
    const version = (until: number, city: string) => ({ until, profile: profile({ city, createdAt: 100 }) });
    const facts = factsWith(
      {},
      { profiles: [version(150, "Pune"), version(Number.POSITIVE_INFINITY, "Indore")] },
    );
    expect([10, 149, 150, 999].map((t) => profileAsOf(facts, t).city)).toEqual([
      "Pune",
      "Pune",
      "Indore",
      "Indore",
    ]);
    expect(() => profileAsOf(factsWith({}, { profiles: [] }), 1)).toThrow("profile that is current");
  });
});

describe("a lead's vector", { timeout: 60_000 }, () => {
  it("is the same online, in a batch and recomputed after any history, and stays what was served whatever comes later", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 100, size: "max" }), (commands) => {
        const world = new World();
        world.refoldAll();
        for (const command of commands) {
          run(world, command);
          for (const lead of leads) {
            const recomputed = vectorAsOf(world.factsOf(lead), sameMoment(world.now), india);
            expect(named(world.serve(lead))).toEqual(named(recomputed));
          }
        }
        for (const { lead, at, vector } of world.served) {
          expect(named(vectorAsOf(world.factsOf(lead), sameMoment(at), india))).toEqual(named(vector));
        }
      }),
      // Shrinking a history of a hundred facts would go on for an hour.
      { numRuns: 80, interruptAfterTimeLimit: 40_000 },
    );
  });
});
