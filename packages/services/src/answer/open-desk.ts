import type { Database } from "@leadlift/db/connect";
import { createReceiptWriter, type OnReceipts } from "../receipt/receipt-writer.ts";
import { type ModelCache, processModels } from "../scoring/open-champion.ts";
import { AnswerCache } from "./answer-cache.ts";
import type { AnswerTools } from "./answer-turn.ts";
import { type DeskOptions, ScoreDesk } from "./score-desk.ts";
import { shareInRedis } from "./shared-answers.ts";
import { StandingScorers } from "./standing-scorer.ts";

export interface OpenDesk extends AnswerTools {
  desk: ScoreDesk;
  close(): void;
}

/** All that answers need in one process, opened once. */
export function openDesk(
  db: Pick<Database, "runAsSystem" | "secret">,
  options: DeskOptions & { models?: ModelCache; redisUrl?: string | null; onReceipts?: OnReceipts } = {},
): OpenDesk {
  const { models = processModels, redisUrl = null, onReceipts, ...desk } = options;
  const tools: AnswerTools = {
    models,
    scorers: new StandingScorers(models),
    cache: new AnswerCache(),
    shared: redisUrl === null ? null : shareInRedis(redisUrl),
    receipts: createReceiptWriter(db, onReceipts),
  };
  return { ...tools, desk: new ScoreDesk(tools, desk), close: () => tools.shared?.close() };
}
