import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type KeptAnswer, keptAnswer } from "./score-answer.ts";

/** Whoever waits longer computes the answer in the meantime. */
const patienceMs = 50;
/** The minute is part of a stamp: afterwards nobody asks for it any more. */
const livesSeconds = 60;

export interface SharedEntry {
  key: string;
  stamp: string;
}

/** Answers that instances give each other; where Redis does not answer there are none. */
export interface SharedAnswers {
  /** By the entries' places; null: nobody has it. */
  read(ctx: Context, entries: readonly SharedEntry[]): Promise<(KeptAnswer | null)[]>;
  write(ctx: Context, entries: readonly (SharedEntry & { answer: KeptAnswer })[]): void;
  close(): void;
}

/** The second level of memory in Redis, sealed with the organisation's key: answers tell of persons. */
export function shareInRedis(url: string): SharedAnswers {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    keyPrefix: "leadlift:answer:",
  });
  // Without a listener an error event would end the process.
  redis.on("error", () => undefined);
  return {
    async read(ctx, entries) {
      if (entries.length === 0) return [];
      const names = entries.map(nameOf);
      const found = await redis.mgetBuffer(names).catch(() => []);
      return names.map((name, place) => openAnswer(ctx, name, found[place] ?? null));
    },
    write(ctx, entries) {
      const pipeline = redis.pipeline();
      for (const entry of entries) {
        const name = nameOf(entry);
        const sealed = ctx.organisation.crypto.seal(placeOf(name), JSON.stringify(entry.answer));
        pipeline.set(name, Buffer.from(sealed), "EX", livesSeconds);
      }
      pipeline.exec().catch(() => undefined);
    },
    close: () => redis.disconnect(),
  };
}

function nameOf({ key, stamp }: SharedEntry): string {
  return createHash("sha256").update(`${key} ${stamp}`).digest("base64url");
}

function placeOf(row: string) {
  return { table: "answer", column: "shared", row };
}

/** What somebody else wrote there, or another version of this program, is nothing. */
function openAnswer(ctx: Context, name: string, sealed: Buffer | null): KeptAnswer | null {
  if (!sealed) return null;
  try {
    const text = ctx.organisation.crypto.openText(placeOf(name), sealed);
    return z.nullable(keptAnswer).catch(null).parse(JSON.parse(text));
  } catch {
    return null;
  }
}
