/** Where to go after signing in: a path of ours, never another site. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/today";
  const origin = "http://leadlift.invalid";
  if (!URL.canParse(next, origin)) return "/today";
  const url = new URL(next, origin);
  return url.origin === origin ? url.pathname + url.search : "/today";
}
