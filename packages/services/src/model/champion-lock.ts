/** Name of the lock that promotion takes alone and every writing of scores takes together. */
export function championLock(orgId: string): string {
  return `champion ${orgId}`;
}
