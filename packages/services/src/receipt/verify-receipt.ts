import { ModelRejected, type Replayed } from "@leadlift/scoring/model";
import { scoreByRules } from "@leadlift/scoring/scorecard";
import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { readScorecard } from "../scorecard/current.ts";
import { type ModelCache, processModels } from "../scoring/open-champion.ts";
import { rootOf } from "./hash-tree.ts";
import { unpackVector } from "./pack-vector.ts";
import { readReceipt, type receiptInput } from "./read-receipt.ts";
import type { ReceiptContent } from "./receipt-content.ts";
import type { ReceiptHead } from "./receipt-head.ts";
import { signingKey } from "./signing-key.ts";

/** Another processor, or rows scored together, may round the last bits differently. */
const tolerance = 1e-9;
/** Points are told to five digits. */
const toldTolerance = 1e-5;

const figure = z.union([z.number(), z.string(), z.null()]);

export const verifiedReceipt = z
  .object({
    id: z.uuid(),
    outcome: z.enum(["equal", "differs", "erased"]).meta({
      description:
        "equal: the same model gives the same answer to the same features. erased: the person's key is gone; what is left to check holds",
    }),
    exact: z.boolean().meta({ description: "equal to the last bit" }),
    signature: z.enum(["valid", "invalid"]),
    differences: z.array(z.object({ what: z.string(), receipt: figure, replay: figure })),
  })
  .meta({ id: "VerifiedReceipt" });

export type VerifiedReceipt = z.infer<typeof verifiedReceipt>;
type Difference = VerifiedReceipt["differences"][number];

/** Answers the question of a receipt again, by exactly the model that answered it. Throws NOT_FOUND. */
export async function verifyReceipt(
  ctx: Context,
  input: z.output<typeof receiptInput>,
  models: ModelCache = processModels,
): Promise<VerifiedReceipt> {
  const receipt = await readReceipt(ctx, input);
  const { head, content } = receipt;
  const root = rootOf(receipt.signed, receipt.path);
  const signed = root !== null && signingKey(ctx.db).verifies(root, receipt.signature);
  const differences: Difference[] = [];
  if (head.id !== input.id || head.organisation !== ctx.orgId) {
    differences.push({ what: "id", receipt: head.id, replay: input.id });
  }
  if (receipt.contentHolds === false) {
    differences.push({ what: "content", receipt: head.content, replay: null });
  }
  const answered = { id: head.id, signature: signed ? ("valid" as const) : ("invalid" as const) };
  if (!content) {
    return { ...answered, outcome: differences.length ? "differs" : "erased", exact: false, differences };
  }
  const replay = await replayed(ctx, head, content, models);
  differences.push(...("reason" in replay ? [replay.reason] : differing(content, replay)));
  const exact = "margin" in replay && Object.is(replay.margin, content.answer.margin);
  const equal = differences.length === 0;
  return { ...answered, outcome: equal ? "equal" : "differs", exact: equal && exact, differences };
}

type Replay = Pick<Replayed, "points"> & {
  [K in "margin" | "probability" | "score" | "grade"]: Replayed[K] | null;
};

async function replayed(
  ctx: Context,
  head: ReceiptHead,
  content: ReceiptContent,
  models: ModelCache,
): Promise<Replay | { reason: Difference }> {
  if (!head.model) return replayedByRules(ctx, head, content);
  const { id, sha256 } = head.model;
  const gone = (replay: string | null) => ({ reason: { what: "model", receipt: sha256, replay } });
  const now = await sha256Of(ctx, id);
  if (now !== sha256) return gone(now);
  const { cutoffs, base } = head.policy;
  try {
    return await models.withModel(ctx, id, ({ answering, base: frozen }) =>
      answering.replay(unpackVector(Buffer.from(content.vector ?? "", "base64")), {
        base: base ?? frozen,
        cutoffs,
      }),
    );
  } catch (error) {
    // The file is no longer the one that answered, or cannot be read.
    if (error instanceof ModelRejected || error instanceof RangeError) return gone(null);
    if (error instanceof ServiceError && error.code === "NOT_FOUND") return gone(null);
    throw error;
  }
}

async function sha256Of(ctx: Context, modelId: string): Promise<string | null> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ sha256: string }>("select sha256 from model where org_id = $1 and id = $2", [
      ctx.orgId,
      modelId,
    ]),
  );
  return rows[0]?.sha256 ?? null;
}

async function replayedByRules(
  ctx: Context,
  { rules: version, policy }: ReceiptHead,
  { record }: ReceiptContent,
): Promise<Replay | { reason: Difference }> {
  const rules = await ctx.db.withOrgSql(ctx.orgId, (sql) => readScorecard(sql, ctx, version));
  if (!rules || !record) return { reason: { what: "rules", receipt: version, replay: null } };
  const { score, grade, reasons } = scoreByRules(rules.rules, record, policy.cutoffs);
  const points = new Map((reasons ?? []).map((reason) => [reason.feature, reason.points]));
  return { margin: null, probability: null, score, grade, points };
}

function differing({ answer }: ReceiptContent, replay: Replay): Difference[] {
  if (answer.state === "unknown") return [];
  const found: Difference[] = [];
  for (const what of ["margin", "probability", "score", "grade"] as const) {
    if (!near(answer[what], replay[what], tolerance)) {
      found.push({ what, receipt: answer[what], replay: replay[what] });
    }
  }
  for (const { feature, points } of answer.reasons) {
    if (feature === "others") continue;
    const again = replay.points.get(feature) ?? null;
    if (!near(points, again, toldTolerance)) {
      found.push({ what: `reasons.${feature}`, receipt: points, replay: again });
    }
  }
  return found;
}

function near(one: number | string | null, other: number | string | null, by: number): boolean {
  if (typeof one !== "number" || typeof other !== "number") return one === other;
  return Math.abs(one - other) <= by;
}
