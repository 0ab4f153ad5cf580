import type { Context } from "../context.ts";

export type SecretColumn = "secret_sealed" | "previous_sealed" | "verify_token_sealed";

export function sealSecret(
  { organisation: { crypto } }: Pick<Context, "organisation">,
  id: string,
  column: SecretColumn,
  text: string,
): Uint8Array<ArrayBuffer> {
  return crypto.seal({ table: "connection", column, row: id }, text);
}

/** Throws SealError where it was changed or moved. */
export function openSecret(
  { organisation: { crypto } }: Pick<Context, "organisation">,
  id: string,
  column: SecretColumn,
  sealed: Uint8Array,
): string {
  return crypto.openText({ table: "connection", column, row: id }, sealed);
}
