import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ActQueue, type Answer, type Store } from "./act-queue.ts";
import type { Waiting } from "./waiting.ts";

const lead = { leadId: "lead", name: "Rhea" };

function act(actId: string): Waiting {
  const request = { id: actId, leadId: "lead", occurredAt: new Date(0), kind: "woke" } as const;
  return { ...lead, actId, what: "do", request, tries: 0, refused: null };
}

/** A queue whose server answers as told, over a store that outlives it. */
function queueOver(
  kept: { queue: readonly Waiting[] },
  answer: (waiting: Waiting) => Answer | Promise<Answer>,
) {
  const sent: string[] = [];
  const later: (() => void)[] = [];
  const store: Store = {
    read: async () => kept.queue,
    async change(by) {
      kept.queue = by(kept.queue);
    },
  };
  const queue = new ActQueue({
    store,
    async send(waiting) {
      sent.push(`${waiting.what} ${waiting.actId}`);
      return answer(waiting);
    },
    alone: (run) => run(),
    again: (_, run) => later.push(run),
  });
  return { queue, sent, later };
}

const arrives = (): Answer => ({ is: "arrived" });
const unheard = (): Answer => ({ is: "unheard" });

describe("acts that wait", () => {
  it("are sent in the order in which they were done, once each", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.uuid(), { maxLength: 12 }),
        fc.array(fc.boolean()),
        async (ids, lost) => {
          const kept = { queue: [] };
          const answers = [...lost];
          const first = queueOver(kept, () => (answers.pop() ? { is: "unheard" } : { is: "arrived" }));
          for (const id of [...ids, ...ids]) first.queue.add(act(id));
          await first.queue.flush();
          while (first.queue.state().waiting.length > 0) await first.queue.flush();
          const firstTries = first.sent.filter((each, at) => first.sent.indexOf(each) === at);
          expect(firstTries).toEqual(ids.map((id) => `do ${id}`));
          expect(first.queue.state().arrived.map((each) => each.act.actId)).toEqual(ids);
          expect(kept.queue).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leave nothing behind where somebody else was faster, not even what would undo them", async () => {
    const kept = { queue: [] };
    const { queue, sent } = queueOver(kept, ({ actId }) => {
      if (actId !== "claim") return { is: "arrived" };
      queue.takeBack({ ...lead, actId });
      return { is: "void" };
    });
    queue.add(act("claim"));
    queue.add(act("next"));
    await queue.flush();
    expect(sent).toEqual(["do claim", "do next"]);
    expect(queue.state().waiting).toEqual([]);
    expect(queue.state().arrived.map((each) => each.act.actId)).toEqual(["next"]);
  });

  it("survive a reload with what was known of them", async () => {
    const kept = { queue: [] };
    const before = queueOver(kept, unheard);
    before.queue.add(act("one"));
    before.queue.add(act("two"));
    await before.queue.flush();
    const after = queueOver(kept, arrives);
    await after.queue.flush();
    expect(after.sent).toEqual(["do one", "do two"]);
    expect(after.queue.state().waiting).toEqual([]);
  });

  it("wait behind one that nobody heard, and go on by themselves later", async () => {
    let reachable = false;
    const { queue, sent, later } = queueOver({ queue: [] }, () => (reachable ? arrives() : unheard()));
    queue.add(act("one"));
    queue.add(act("two"));
    await queue.flush();
    expect(sent).toEqual(["do one"]);
    reachable = true;
    later.at(-1)?.();
    await queue.flush();
    expect(queue.state().waiting).toEqual([]);
  });

  it("step aside when refused, until they are tried again or dropped", async () => {
    let refuses = true;
    const { queue, sent } = queueOver({ queue: [] }, ({ actId }) =>
      actId === "one" && refuses ? { is: "refused", sentence: "Too old." } : { is: "arrived" },
    );
    queue.add(act("one"));
    queue.add(act("two"));
    await queue.flush();
    expect(queue.state().waiting).toMatchObject([{ actId: "one", refused: "Too old." }]);
    refuses = false;
    queue.retry("one");
    await queue.flush();
    expect(sent).toEqual(["do one", "do two", "do one"]);
    expect(queue.state().waiting).toEqual([]);
  });

  it("are forgotten when taken back before anybody was asked", async () => {
    const kept = { queue: [act("one")] };
    const { queue, sent } = queueOver(kept, arrives);
    await queue.load();
    queue.takeBack({ ...lead, actId: "one" });
    await queue.flush();
    expect(sent).toEqual([]);
    expect(kept.queue).toEqual([]);
  });

  it("are undone after they were sent, where they may have arrived", async () => {
    let reachable = false;
    const { queue, sent } = queueOver({ queue: [] }, () => (reachable ? arrives() : unheard()));
    queue.add(act("one"));
    await queue.flush();
    queue.takeBack({ ...lead, actId: "one" });
    reachable = true;
    await queue.flush();
    await queue.flush();
    expect(sent.slice(-2)).toEqual(["do one", "undo one"]);
    expect(queue.state().waiting).toEqual([]);
  });

  it("leave nothing to undo where they were refused", async () => {
    const told: (() => void)[] = [];
    const { queue, sent } = queueOver(
      { queue: [] },
      () => new Promise((resolve) => told.push(() => resolve({ is: "refused", sentence: "No." }))),
    );
    queue.add(act("one"));
    await expect.poll(() => sent).toEqual(["do one"]);
    queue.takeBack({ ...lead, actId: "one" });
    expect(queue.state().waiting.map(({ what }) => what)).toEqual(["do", "undo"]);
    told[0]?.();
    await queue.flush();
    expect(queue.state().waiting).toMatchObject([{ what: "do", refused: "No." }]);
  });
});
