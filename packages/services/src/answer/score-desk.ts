import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { type AnswerTools, answerFromMemory, answerTurn, type Given } from "./answer-turn.ts";
import type { Asked } from "./asked.ts";

/** Asked together at most: explaining that many takes less than a fifth of what an answer may take. */
const mostTogether = 64;
/** Turns of one organisation under way at once: while one waits for the database another computes. */
const turnsAtOnce = 2;
const usualPatienceMs = 5_000;

/** Told of every score: it was there already, or had to be made. */
export type OnCache = (found: "hit" | "miss") => void;

export interface DeskOptions {
  onCache?: OnCache;
  /** after this nobody waits any longer, whatever the database does */
  patienceMs?: number;
}

interface Waiting {
  ctx: Context;
  asked: Asked;
  answered(given: Given | ServiceError): void;
  failed(error: unknown): void;
}

interface Lane {
  waiting: Waiting[];
  turns: number;
}

/** Where scores are asked for. Whoever comes while turns are under way goes with the next one. */
export class ScoreDesk {
  readonly #tools: AnswerTools;
  readonly #onCache: OnCache;
  readonly #patienceMs: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(
    tools: AnswerTools,
    { onCache = () => undefined, patienceMs = usualPatienceMs }: DeskOptions = {},
  ) {
    this.#tools = tools;
    this.#onCache = onCache;
    this.#patienceMs = patienceMs;
  }

  /** Throws what stands in the way of an answer as a ServiceError, and the database's own errors. */
  async answer(ctx: Context, asked: Asked): Promise<Given> {
    const given = await this.#ask(ctx, asked);
    if (given instanceof ServiceError) throw given;
    return given;
  }

  /** Each in its order, with its own error; others' turns come in between. */
  async answerAll(ctx: Context, asked: readonly Asked[]): Promise<(Given | ServiceError)[]> {
    const given: (Given | ServiceError)[] = [];
    for (let from = 0; from < asked.length; from += mostTogether) {
      const part = asked.slice(from, from + mostTogether);
      given.push(...(await Promise.all(part.map((each) => this.#ask(ctx, each)))));
    }
    return given;
  }

  async #ask(ctx: Context, asked: Asked): Promise<Given | ServiceError> {
    const given = await this.#give(ctx, asked);
    if (!(given instanceof ServiceError)) this.#onCache(given.source === "cache" ? "hit" : "miss");
    return given;
  }

  async #give(ctx: Context, asked: Asked): Promise<Given | ServiceError> {
    const remembered = await answerFromMemory(ctx, this.#tools, asked);
    if (remembered) return remembered;
    return new Promise((answered, failed) => {
      const late = setTimeout(
        () => failed(new ServiceError("UNAVAILABLE", "The answer takes too long; try again in a moment.")),
        this.#patienceMs,
      );
      const lane = this.#lanes.get(ctx.orgId) ?? { waiting: [], turns: 0 };
      this.#lanes.set(ctx.orgId, lane);
      lane.waiting.push({
        ctx,
        asked,
        answered(given) {
          clearTimeout(late);
          answered(given);
        },
        failed(error) {
          clearTimeout(late);
          failed(error);
        },
      });
      if (lane.turns < turnsAtOnce) void this.#work(ctx.orgId, lane);
    });
  }

  async #work(orgId: string, lane: Lane): Promise<void> {
    lane.turns++;
    // What arrived with the same packet is taken together.
    await Promise.resolve();
    for (let group = lane.waiting.splice(0, mostTogether); group.length > 0; ) {
      await this.#turn(group);
      group = lane.waiting.splice(0, mostTogether);
    }
    lane.turns--;
    if (lane.turns === 0) this.#lanes.delete(orgId);
  }

  async #turn(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    try {
      const given = await answerTurn(
        first.ctx,
        this.#tools,
        group.map(({ asked }) => asked),
      );
      group.forEach(({ answered, failed }, place) => {
        const answer = given[place];
        if (answer) answered(answer);
        else failed(new TypeError("A turn answered fewer than were asked."));
      });
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
  }
}
