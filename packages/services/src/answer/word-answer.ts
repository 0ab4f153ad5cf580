import { newId } from "@leadlift/db/id";
import { featureSetVersion } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { writeContent } from "../receipt/receipt-content.ts";
import { type ReceiptHead, receiptFormat } from "../receipt/receipt-head.ts";
import type { NewReceipt } from "../receipt/receipt-writer.ts";
import { legible } from "../scoring/store-scores.ts";
import type { GivenScore } from "./give-scores.ts";
import type { Subject } from "./read-subjects.ts";
import { type KeptAnswer, reasonAnswerOf } from "./score-answer.ts";
import type { StandingScorer } from "./standing-scorer.ts";

const day = 24 * 3600_000;
/** Logs of processing are kept for a year from it (DPDP Rules 2025, rule 8(3)). */
const keptFor = { lead: 400 * day, told: day };

/** An answer as it is told, and the receipt that proves it. */
export function wordAnswer(
  ctx: Context,
  scorer: StandingScorer,
  subject: Subject,
  given: GivenScore,
): { answer: KeptAnswer; receipt: NewReceipt } {
  const { state, margin, probability, score, grade, modelId } = given;
  const id = newId();
  const at = ctx.now();
  const model = scorer.models.find((each) => each.id === modelId);
  const target = model ? { step: model.targetStep, horizonDays: model.horizonDays } : null;
  const reasons = given.reasons.map((reason) => reasonAnswerOf(legible(reason), ctx.language));
  const told = reasons.map(({ feature, code, params, points }) => ({ feature, code, params, points }));
  const content = writeContent(
    given.made,
    { state, margin, probability, score, grade, reasons: told },
    subject.consents,
  );
  const head: ReceiptHead = {
    format: receiptFormat,
    id,
    organisation: ctx.orgId,
    lead: subject.leadId,
    at: at.toISOString(),
    model: model ? { id: model.id, version: model.version, sha256: model.sha256 } : null,
    rules: model ? null : (scorer.rules?.version ?? null),
    policy: {
      target,
      base: model?.base ?? null,
      cutoffs: ctx.organisation.cutoffs,
      features: featureSetVersion,
    },
    content: content.digest,
  };
  return {
    answer: {
      leadId: subject.leadId,
      state,
      score,
      grade,
      probability,
      target,
      base: 50,
      reasons,
      model: {
        id: model?.id ?? null,
        version: model?.version ?? scorer.rules?.version ?? 0,
        role: model ? (model.role === "champion" ? "champion" : "retired") : "rules",
      },
      text: { status: "not_read" },
      asOf: head.at,
      receiptId: id,
    },
    receipt: {
      head,
      personId: subject.personId,
      sealed: subject.crypto.seal({ table: "receipt", column: "sealed", row: id }, content.text),
      keepUntil: new Date(at.getTime() + (subject.leadId === null ? keptFor.told : keptFor.lead)),
    },
  };
}
