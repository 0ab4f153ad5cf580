/** Loopback only, unless the address that it is reached under names another machine. */
export function listenHost(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname) ? "127.0.0.1" : "0.0.0.0";
}
