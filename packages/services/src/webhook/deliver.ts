import { z } from "zod";
import type { Context } from "../context.ts";
import { ask, NoAnswer } from "../outbound/ask.ts";
import { type Claimed, type ClaimedDelivery, claimDeliveries } from "./claim.ts";
import { promiseSending } from "./promise-deliveries.ts";
import { signedHeaders } from "./secret.ts";
import { type Attempt, settleAttempt } from "./settle.ts";

export const deliverWebhooksInput = z.object({ endpointId: z.uuid() });

const longestAnswerMs = 15_000;
/** After it the rest is left to another job, so that one endpoint's backlog holds no worker. */
const stintMs = 60_000;

/**
 * Sends what is due to one endpoint and writes what became of it. Nothing is sent in a transaction, and what was sent
 * when a worker was killed is sent again under the same id. Order is not kept.
 */
export async function deliverWebhooks(
  ctx: Context,
  input: z.infer<typeof deliverWebhooksInput>,
  { signal, patienceMs = longestAnswerMs }: { signal: AbortSignal; patienceMs?: number },
): Promise<void> {
  const { endpointId } = deliverWebhooksInput.parse(input);
  const until = performance.now() + stintMs;
  while (performance.now() < until) {
    signal.throwIfAborted();
    const claimed = await claimDeliveries(ctx, endpointId);
    if (!claimed || claimed.deliveries.length === 0) return;
    await Promise.all(
      claimed.deliveries.map(async (delivery) => {
        const attempt = await send(ctx, claimed, delivery, { signal, patienceMs });
        await settleAttempt(ctx, endpointId, delivery, attempt);
      }),
    );
  }
  await ctx.db.withOrgSql(ctx.orgId, (sql) => promiseSending(sql, ctx, [endpointId]));
}

async function send(
  ctx: Context,
  { url, secrets }: Claimed,
  { id, body }: ClaimedDelivery,
  { signal, patienceMs }: { signal: AbortSignal; patienceMs: number },
): Promise<Attempt> {
  const at = ctx.now();
  const started = performance.now();
  const ended = () => ({ at, milliseconds: Math.round(performance.now() - started) });
  try {
    const { status, retryAfterMs } = await ask({
      method: "POST",
      url,
      headers: {
        "content-type": "application/json",
        "user-agent": "LeadLift-Webhooks/1",
        ...signedHeaders({ id, body, at }, secrets),
      },
      body,
      timeoutMs: patienceMs,
      signal,
      privateHosts: ctx.privateHosts,
      statusOnly: true,
    });
    return { ...ended(), answer: status, failure: null, askedMs: retryAfterMs ?? 0 };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ...ended(), answer: null, failure: error.code, askedMs: 0 };
  }
}
