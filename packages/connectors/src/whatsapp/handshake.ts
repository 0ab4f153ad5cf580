import { createHash, timingSafeEqual } from "node:crypto";

// It is given back as it came: nothing that a browser could take for a page.
const challengeText = /^[\w.-]{1,200}$/;

/** What Meta's question, whether this address is ours, is answered with; null: it does not know the token. */
export function answerHandshake(query: unknown, verifyToken: string): string | null {
  if (typeof query !== "object" || query === null) return null;
  const asked = new Map<string, unknown>(Object.entries(query));
  const token = asked.get("hub.verify_token");
  const challenge = asked.get("hub.challenge");
  if (asked.get("hub.mode") !== "subscribe" || typeof token !== "string") return null;
  if (typeof challenge !== "string" || !challengeText.test(challenge)) return null;
  return timingSafeEqual(digest(token), digest(verifyToken)) ? challenge : null;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
