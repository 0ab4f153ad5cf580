import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Context } from "../context.ts";

type Column = "url_sealed" | "secret_sealed" | "previous_sealed";

/** As the receiver puts it into a library of Standard Webhooks. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export function sealOf(ctx: Context, row: string, column: Column, plain: string): Uint8Array<ArrayBuffer> {
  return ctx.organisation.crypto.seal({ table: "webhook_endpoint", column, row }, plain);
}

export function openOf(ctx: Context, row: string, column: Column, sealed: Uint8Array): string {
  return ctx.organisation.crypto.openText({ table: "webhook_endpoint", column, row }, sealed);
}

export interface Message {
  id: string;
  body: string;
  at: Date;
}

/** The headers of Standard Webhooks, signed with each secret: whoever knows one of them can check. */
export function signedHeaders({ id, body, at }: Message, secrets: readonly string[]): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
