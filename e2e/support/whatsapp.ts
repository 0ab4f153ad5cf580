import { createHmac, randomInt, randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";

/** A WhatsApp number that was connected. */
export interface WhatsAppNumber {
  /** where Meta sends to */
  address: string;
  account: string;
  secret: string;
  verifyToken: string;
}

/** Connects a number on its page, up to what is done at Meta. */
export async function connectWhatsApp(admin: Page): Promise<WhatsAppNumber> {
  const account = String(randomInt(1e14, 2e14));
  const secret = randomUUID().replaceAll("-", "");
  await admin.goto("/whatsapp");
  await admin.getByRole("button", { name: "Connect a number" }).click();
  await admin.getByLabel("Phone number id").fill(account);
  await admin.getByLabel("App secret").fill(secret);
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("waiting for Meta")).toBeVisible();
  const address = await admin.getByLabel("Callback URL").inputValue();
  const verifyToken = await admin.getByLabel("Verify token").inputValue();
  return { address, account, secret, verifyToken };
}

/** What Meta asks before it sends anything; what it was answered. */
export async function askAsMeta({ address, verifyToken }: WhatsAppNumber): Promise<string> {
  const query = { "hub.mode": "subscribe", "hub.verify_token": verifyToken, "hub.challenge": "1158201444" };
  return (await fetch(`${address}?${new URLSearchParams(query)}`)).text();
}

interface Written {
  name: string;
  /** without its plus */
  from: string;
  text: string;
  id?: string;
}

/** Sends what somebody wrote as Meta does, signed; the answer's status. */
export async function sendAsMeta(number: WhatsAppNumber, { name, from, text, id }: Written): Promise<number> {
  const message = {
    from,
    id: id ?? `wamid.${randomUUID()}`,
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: "text",
    text: { body: text },
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "917940001234", phone_number_id: number.account },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [message],
  };
  const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }];
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  const signature = createHmac("sha256", number.secret).update(body).digest("hex");
  const response = await fetch(number.address, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
    body,
  });
  return response.status;
}
