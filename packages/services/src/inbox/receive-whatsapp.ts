import { type ChannelEvent, isSigned, parseNotification, Unreadable } from "@leadlift/connectors/whatsapp";
import { findConnection } from "../connection/find-connection.ts";
import { noteTrouble } from "../connection/note-trouble.ts";
import type { Context } from "../context.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { ensurePartitions } from "../event/partitions.ts";
import { announceSoon } from "../live/announce.ts";
import type { Platform } from "../platform.ts";
import { takeItems } from "./take-items.ts";

export interface WhatsAppBody {
  connectionId: string;
  rawBody: Uint8Array;
  /** X-Hub-Signature-256 */
  signature: string | undefined;
}

export type Received =
  | {
      answer: "taken";
      /** new here */
      items: number;
      /** for another phone number, which is not ours to keep */
      elsewhere: number;
    }
  | { answer: "unknown_connection" | "bad_signature" | "unreadable" };

/** Things of one transaction: a body of a thousand must not hold its locks for as long as all of them take. */
const together = 50;

/**
 * What Meta sends to a connection's address: verified by its bytes, and kept once with all that follows from it, before
 * it returns. Stopped halfway, the same body again does the rest.
 */
export async function receiveWhatsApp(
  platform: Platform,
  { connectionId, rawBody, signature }: WhatsAppBody,
): Promise<Received> {
  const found = await findConnection(platform, connectionId);
  if (!found) return { answer: "unknown_connection" };
  const { ctx, connection } = found;
  if (!isSigned(rawBody, signature, connection.secrets)) {
    ctx.log.warn("A WhatsApp body was refused for its signature", { connectionId, bytes: rawBody.length });
    await noteTrouble(ctx, connection.id, { refused: true });
    return { answer: "bad_signature" };
  }
  const events = eventsOf(rawBody);
  if (!events) return { answer: "unreadable" };
  const ours = events.filter(({ account }) => account === null || account === connection.account);
  const other = events.find(({ account }) => account !== null && account !== connection.account);
  if (other?.account) await noteTrouble(ctx, connection.id, { otherAccount: other.account });
  const display = ours.find((event) => event.display !== null)?.display ?? null;
  if (display !== null && display !== connection.displayName) {
    await noteTrouble(ctx, connection.id, { displayName: display });
  }
  const items = await takeAll(ctx, connection.id, ours);
  return { answer: "taken", items, elsewhere: events.length - ours.length };
}

function eventsOf(rawBody: Uint8Array): ChannelEvent[] | null {
  try {
    return parseNotification(rawBody);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

async function takeAll(ctx: Context, connectionId: string, events: readonly ChannelEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  await ensurePartitions(ctx);
  // Numbers that changed come first and by themselves: they hold states, which nobody may who hands leads out.
  const [changes, rest] = [true, false].map((wanted) =>
    events.filter(({ kind }) => (kind === "number_change") === wanted),
  );
  let items = 0;
  for (const part of [...parts(changes ?? []), ...parts(rest ?? [])]) {
    const taken = await untilSettled(() =>
      ctx.db.withOrgSql(ctx.orgId, (sql) => takeItems(sql, ctx, connectionId, part)),
    );
    announceSoon(ctx, { kind: "event", leadIds: taken.leadIds });
    items += taken.items;
  }
  return items;
}

function parts(events: readonly ChannelEvent[]): ChannelEvent[][] {
  const count = Math.ceil(events.length / together);
  return Array.from({ length: count }, (_, place) => events.slice(place * together, (place + 1) * together));
}
