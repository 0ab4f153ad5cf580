import type { PersonCrypto } from "@leadlift/db/encryption";

export function sealStepNote(person: PersonCrypto, stepId: string, note: string): Uint8Array {
  return person.seal(placeOf(stepId), note);
}

/** `sealed` as bytes or in base64. */
export function openStepNote(
  person: PersonCrypto,
  stepId: string,
  sealed: Uint8Array | string | null,
): string | null {
  if (sealed === null) return null;
  return person.openText(
    placeOf(stepId),
    typeof sealed === "string" ? Buffer.from(sealed, "base64") : sealed,
  );
}

function placeOf(row: string) {
  return { table: "next_step", column: "note_sealed", row };
}
