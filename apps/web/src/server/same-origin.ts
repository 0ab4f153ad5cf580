/**
 * Whether a request comes from our own pages. Browsers that send Sec-Fetch-Site are believed; for others the
 * Origin must name the host that was asked. Where neither is sent there is no browser, hence no session to misuse.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
