/** Without what PostgreSQL cannot keep: NUL, and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");
}
