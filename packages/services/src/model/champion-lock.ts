/** Name of the lock that promotion and a change of the rules take alone and every writing of scores takes together. */
export function championLock(orgId: string): string {
  return `champion ${orgId}`;
}
