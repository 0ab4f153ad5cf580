import type { OrgSql } from "@leadlift/db/connect";
import { scoreByRules } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";
import { leadRecord } from "../feature/lead-record.ts";
import type { LeadVector } from "../feature/read-vectors.ts";
import { fieldsToAsk } from "../profiling/fields-to-ask.ts";
import { findQuestion } from "../profiling/find-question.ts";
import { amongFields, type StoredQuestion } from "../profiling/stored-question.ts";
import type { Scorecard } from "../scorecard/current.ts";
import type { OpenChampion } from "./open-champion.ts";
import { type Scorable, scoreLeads } from "./score-leads.ts";
import { type LeadScore, rulesStand, type ScoreOrigin, stillChampion } from "./store-scores.ts";

/** What gives leads their scores: the organisation's model or, as long as there is none, its own rules. */
export interface Scorer {
  readonly origin: Omit<ScoreOrigin, "cause">;
  /** As of now, in their order. */
  score(leads: readonly Scorable[], signal?: AbortSignal): Promise<LeadScore[]>;
  /** What to ask next, kept with the score: whoever shows it has no model. */
  question(sql: OrgSql, lead: LeadVector): Promise<StoredQuestion | null>;
  /** Whether it still is the one that scores; it then stays so until the transaction ends. */
  stands(sql: OrgSql): Promise<boolean>;
}

export function byModel(ctx: Context, champion: OpenChampion): Scorer {
  const { championId, modelId } = champion;
  return {
    origin: { modelId, scorecardVersion: null },
    score: (leads, signal) => scoreLeads(ctx, champion, leads, signal),
    async question(sql, lead) {
      const { all, open } = await fieldsToAsk(sql, ctx, lead.leadId);
      const found = await findQuestion(ctx, champion, lead, open);
      return {
        modelId,
        among: amongFields(all),
        field: found?.field ?? null,
        points: found?.points ?? 0,
        choices: found?.choices ?? null,
      };
    },
    stands: (sql) => stillChampion(sql, ctx, championId),
  };
}

export function byScorecard(ctx: Context, { version, rules }: Scorecard): Scorer {
  const { cutoffs } = ctx.organisation;
  return {
    origin: { modelId: null, scorecardVersion: version },
    async score(leads) {
      return leads.map((lead) => ({
        leadId: lead.leadId,
        version: lead.leadVersion,
        stateVersion: lead.stateVersion,
        // Rules give no chance: nothing was learned that could be one.
        scored: { ...scoreByRules(rules, leadRecord(lead), cutoffs), margin: null, probability: null },
      }));
    },
    question: async () => null,
    stands: (sql) => rulesStand(sql, ctx, version),
  };
}
