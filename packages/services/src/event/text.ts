import type { PersonCrypto } from "@leadlift/db/encryption";
import type { Context } from "../context.ts";

/** Whose key seals a text; null: nobody is known, and the organisation's does. */
export interface TextOwner {
  personId: string;
  wrappedKey: Uint8Array;
}

export function sealText(ctx: Context, owner: TextOwner | null, eventId: string, text: string): Uint8Array {
  return keyOf(ctx, owner).seal(placeOf(eventId), text);
}

/** Throws SealError where the text was changed or moved. */
export function openText(ctx: Context, owner: TextOwner | null, eventId: string, sealed: Uint8Array): string {
  return keyOf(ctx, owner).openText(placeOf(eventId), sealed);
}

function keyOf({ organisation: { crypto } }: Context, owner: TextOwner | null): PersonCrypto {
  return owner ? crypto.person(owner.personId, owner.wrappedKey) : crypto;
}

function placeOf(row: string) {
  return { table: "event", column: "text_sealed", row };
}
