const yearOfSeconds = 365 * 24 * 3600;

/** Kept by this browser for a year and read by the server, so that nothing flashes. */
export function setPreference(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we serve.
  document.cookie = `${cookie}=${value}; path=/; max-age=${yearOfSeconds}; samesite=lax`;
}
