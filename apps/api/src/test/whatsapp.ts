import { createHmac, randomInt, randomUUID } from "node:crypto";
import { listConnections } from "@leadlift/services/connection/list";
import { saveConnection } from "@leadlift/services/connection/save";
import { startConnection } from "@leadlift/services/connection/start";
import type { Tenant } from "@leadlift/services/lead/test/tenant";

export interface TestNumber {
  id: string;
  path: string;
  account: string;
  secret: string;
  verifyToken: string;
}

/** A WhatsApp number of this organisation, connected as its administrator does it. */
export async function connectNumber({ admin }: Pick<Tenant, "admin">): Promise<TestNumber> {
  const { id } = await startConnection(admin);
  const account = String(randomInt(1e14, 2e14));
  const secret = randomUUID().replaceAll("-", "");
  await saveConnection(admin, { id, account, secret });
  const connection = (await listConnections(admin)).find((each) => each.id === id);
  if (!connection) throw new Error("The connection that was made is not listed.");
  return { id, account, secret, path: connection.path, verifyToken: connection.verifyToken };
}

/** Numbers that no other test has. */
export function newNumber(): string {
  return `9198${String(randomInt(1e8)).padStart(8, "0")}`;
}

export function messageOf(
  from: string,
  content: object = { type: "text", text: { body: "3 BHK in Wakad?" } },
) {
  const now = Math.floor(Date.now() / 1_000);
  return { from, id: `wamid.${randomUUID()}`, timestamp: String(now), ...content };
}

export function statusOf(to: string, id: string, status: string, more: object = {}) {
  return { id, status, timestamp: String(Math.floor(Date.now() / 1_000)), recipient_id: to, ...more };
}

/** A notification as Meta sends it, about one number. */
export function notificationOf({ account }: Pick<TestNumber, "account">, value: object, field = "messages") {
  const metadata = { display_phone_number: "15550783881", phone_number_id: account };
  const change = { field, value: { messaging_product: "whatsapp", metadata, ...value } };
  return { object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes: [change] }] };
}

export function signed(secret: string, rawBody: string | Uint8Array): Record<string, string> {
  const hash = createHmac("sha256", secret).update(rawBody).digest("hex");
  return { "content-type": "application/json", "x-hub-signature-256": `sha256=${hash}` };
}
