import { asksToStop } from "@leadlift/connectors/whatsapp";
import type { OrgSql } from "@leadlift/db/connect";
import { consentEntryInput } from "../consent/consent-entry.ts";
import { type PersonConsents, recordConsentsIn } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { type Item, timeOf } from "./item.ts";
import type { Senders } from "./senders.ts";

/** Who wants no more marketing, or some again, says so in the consent ledger. */
export async function takeConsents(
  sql: OrgSql,
  ctx: Context,
  fresh: readonly Item[],
  senders: Senders,
): Promise<void> {
  const consents = new Map<string, PersonConsents["entries"][number][]>();
  for (const item of fresh) {
    const personId = senders.of(item)?.personId;
    const said = wishOf(item);
    if (personId === undefined || !said) continue;
    const at = timeOf(item);
    const now = ctx.now();
    const entry = consentEntryInput.parse({
      consentId: `whatsapp:${item.name}`,
      purpose: "whatsapp_marketing",
      status: said.status,
      channel: "whatsapp",
      evidence: { said: said.by, message: item.name },
      occurredAt: at && at < now ? at : now,
    });
    consents.set(personId, [...(consents.get(personId) ?? []), entry]);
  }
  if (consents.size === 0) return;
  const persons = [...consents].map(([personId, entries]) => ({ personId, entries }));
  await recordConsentsIn(sql, ctx, persons);
}

function wishOf({ event }: Item): { status: "given" | "withdrawn"; by: string } | null {
  if (event.kind === "message" && asksToStop(event.text)) return { status: "withdrawn", by: "word" };
  if (event.kind !== "preference") return null;
  return { status: event.value === "stop" ? "withdrawn" : "given", by: "preference" };
}
