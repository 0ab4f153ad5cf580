const words = [
  "stop",
  "unsubscribe",
  "opt out",
  "optout",
  "stop promotions",
  "do not message",
  "dont message",
  "रोकें",
  "रोको",
  "बंद करें",
  "बंद करो",
  "band karo",
  "band kare",
  "band karein",
  "msg mat karo",
  "message mat karo",
];

/** Whether the whole message is a request to get no more of them. "Stop by on Sunday" is none. */
export function asksToStop(text: string | null): boolean {
  const said = (text ?? "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(please|pls|plz|kindly|कृपया) | (please|pls|plz|kindly|कृपया)$/g, "");
  return words.includes(said);
}
