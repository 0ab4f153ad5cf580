import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { type NotificationNews, newsOf } from "../notification/kinds.ts";
import { ask, NoAnswer } from "../outbound/ask.ts";
import { encryptPush } from "./encrypt.ts";
import { ownIdentity } from "./identity.ts";
import { pushWords } from "./push-words.ts";
import { openSubscription, type StoredSubscription } from "./subscription.ts";
import { vapidAuthorization } from "./vapid.ts";

export const sendPushInput = z.object({ notificationId: z.uuid() });

/** After so many minutes it is no news any more, neither for us to send nor for a push service to deliver. */
const freshMinutes = { hot: 240, assigned: 720, due: 15, unclaimed: 60, webhook_off: 720 } as const;
const patienceMs = 10_000;

interface Waking {
  notificationId: string;
  news: NotificationNews;
  leadId: string | null;
  seconds: number;
}

/**
 * Wakes the browsers of whoever a notification is for, unless it was read or is stale. A browser that is gone is
 * forgotten. Throws UNAVAILABLE when a push service did not take it, so that the job is repeated: what comes twice takes
 * its own place.
 */
export async function sendPush(
  ctx: Context,
  input: z.input<typeof sendPushInput>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const { notificationId } = sendPushInput.parse(input);
  const found = await read(ctx, notificationId);
  if (!found) return;
  const { waking, browsers } = found;
  const sent = await Promise.all(
    browsers.map(async ({ id, subscription }) => ({
      id,
      fate: await wake(ctx, waking, subscription, signal),
    })),
  );
  const gone = sent.filter(({ fate }) => fate === "gone").map(({ id }) => id);
  if (gone.length > 0) {
    await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query("delete from push_subscription where org_id = $1 and id = any($2::uuid[])", [
        ctx.orgId,
        gone,
      ]),
    );
  }
  const later = sent.filter(({ fate }) => fate === "later").length;
  if (later > 0)
    throw new ServiceError("UNAVAILABLE", { worded: "A push service did not take the message." }, { later });
}

async function read(
  ctx: Context,
  notificationId: string,
): Promise<{ waking: Waking; browsers: { id: string; subscription: StoredSubscription }[] } | null> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{
      userId: string;
      kind: string;
      params: unknown;
      leadId: string | null;
      at: Date;
    }>(
      `select user_id as "userId", kind, params, lead_id as "leadId", at from notification
        where org_id = $1 and id = $2 and read_at is null`,
      [ctx.orgId, notificationId],
    );
    const [row] = rows;
    const news = row && newsOf(row.kind, row.params);
    if (!row || !news) return null;
    const age = (ctx.now().getTime() - row.at.getTime()) / 1000;
    const seconds = Math.round(freshMinutes[news.kind] * 60 - age);
    if (seconds <= 0) return null;
    const found = await sql.query<{ id: string; sealed: Buffer }>(
      `select p.id, p.sealed from push_subscription p
         join org_member m on m.org_id = p.org_id and m.user_id = p.user_id
        where p.org_id = $1 and p.user_id = $2 order by p.id`,
      [ctx.orgId, row.userId],
    );
    const browsers = found.rows.map(({ id, sealed }) => ({
      id,
      subscription: openSubscription(ctx, id, sealed),
    }));
    return { waking: { notificationId, news, leadId: row.leadId, seconds }, browsers };
  });
}

function placeOf({ kind }: NotificationNews, leadId: string | null): string {
  if (kind === "webhook_off") return "/webhooks";
  return leadId === null ? "/leads?owner=me" : `/leads/${leadId}`;
}

type Fate = "sent" | "gone" | "later" | "refused";

async function wake(
  ctx: Context,
  { notificationId, news, leadId, seconds }: Waking,
  { endpoint, keys, language }: StoredSubscription,
  signal: AbortSignal,
): Promise<Fate> {
  const words = pushWords(news, language, ctx.organisation.timezone);
  const message = {
    id: notificationId,
    ...words,
    url: placeOf(news, leadId),
  };
  try {
    const { status } = await ask({
      method: "POST",
      url: endpoint,
      headers: {
        "content-type": "application/octet-stream",
        "content-encoding": "aes128gcm",
        ttl: String(seconds),
        urgency: news.kind === "assigned" ? "normal" : "high",
        // What waits at the service under this name gives way to what comes again.
        topic: Buffer.from(notificationId.replaceAll("-", ""), "hex").toString("base64url"),
        authorization: vapidAuthorization(ownIdentity(ctx), endpoint, contactOf(ctx), ctx.now()),
      },
      body: encryptPush(Buffer.from(JSON.stringify(message)), keys),
      timeoutMs: patienceMs,
      signal,
      privateHosts: ctx.privateHosts,
    });
    return fateOf(ctx, status);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    // An address that leads inside by now is nobody's browser.
    return error.code === "refused_address" ? "gone" : "later";
  }
}

function fateOf(ctx: Context, status: number): Fate {
  if (status >= 200 && status < 300) return "sent";
  if (status === 404 || status === 410) return "gone";
  if (status === 429 || status >= 500) return "later";
  ctx.log.warn("A push service refused a message", { status });
  return "refused";
}

/** Where a push service's operators may turn to. */
function contactOf({ publicUrl, mail }: Context): string {
  if (publicUrl.startsWith("https:")) return publicUrl;
  const address = /<?([^\s<>]+@[^\s<>]+?)>?$/.exec(mail?.from ?? "")?.[1];
  return `mailto:${address ?? "leadlift@localhost"}`;
}
