/**
 * Whether the lead of a row of snooze (called z) sleeps at a moment, given its row of lead_work (called w; may be all
 * null): its time has not come, nobody woke it, and the person has not spoken since.
 */
export function asleepSql(now: string): string {
  return `z.ended_at is null and z.until > ${now} and (w.last_in_at is null or w.last_in_at <= z.created_at)`;
}
