import type { Database } from "@leadlift/db/connect";
import { createReceiptWriter, type OnReceipts } from "../receipt/receipt-writer.ts";
import { type ModelCache, processModels } from "../scoring/open-champion.ts";
import { AnswerCache, type OnCache } from "./answer-cache.ts";
import type { AnswerTools } from "./answer-turn.ts";
import { ScoreDesk } from "./score-desk.ts";
import { StandingScorers } from "./standing-scorer.ts";

export interface OpenDesk extends AnswerTools {
  desk: ScoreDesk;
}

/** All that answers need in one process, opened once. */
export function openDesk(
  db: Pick<Database, "runAsSystem" | "secret">,
  options: { models?: ModelCache; onReceipts?: OnReceipts; onCache?: OnCache } = {},
): OpenDesk {
  const { models = processModels, onReceipts, onCache } = options;
  const tools: AnswerTools = {
    models,
    scorers: new StandingScorers(models),
    cache: new AnswerCache(onCache),
    receipts: createReceiptWriter(db, onReceipts),
  };
  return { ...tools, desk: new ScoreDesk(tools) };
}
