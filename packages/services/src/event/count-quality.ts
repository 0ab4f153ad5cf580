import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

const counters = ["received", "stored", "duplicate", "refused", "late", "clamped", "bot"] as const;
export type QualityCounter = (typeof counters)[number];

/** What came in, by source: for the day it came in on, as the organisation's calendar has it. */
export class QualityCounts {
  readonly #bySource = new Map<string, Record<QualityCounter, number>>();

  add(source: string, ...names: readonly QualityCounter[]): void {
    const counts = this.#bySource.get(source) ?? {
      received: 0,
      stored: 0,
      duplicate: 0,
      refused: 0,
      late: 0,
      clamped: 0,
      bot: 0,
    };
    for (const name of names) counts[name]++;
    this.#bySource.set(source, counts);
  }

  async store(sql: OrgSql, ctx: Context): Promise<void> {
    const rows = [...this.#bySource].sort(([a], [b]) => (a < b ? -1 : 1));
    if (rows.length === 0) return;
    await sql.query(
      // In a slot that no other open transaction writes to: all would wait for one row, and two could for each other.
      `insert into event_quality as q (org_id, day, slot, source, received, stored, duplicate, refused, late, clamped, bot)
       select $1::uuid, ($2::timestamptz at time zone $3)::date,
              (select slot from (select generate_series(0, 32767) as slot) any_slot
                where pg_try_advisory_xact_lock(hashtextextended('event quality ' || slot, 0)) limit 1), *
         from unnest($4::text[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[])
           on conflict (org_id, day, source, slot) do update
          set received = q.received + excluded.received, stored = q.stored + excluded.stored,
              duplicate = q.duplicate + excluded.duplicate, refused = q.refused + excluded.refused,
              late = q.late + excluded.late, clamped = q.clamped + excluded.clamped, bot = q.bot + excluded.bot`,
      [
        ctx.orgId,
        ctx.now(),
        ctx.organisation.timezone,
        rows.map(([source]) => source),
        ...counters.map((name) => rows.map(([, counts]) => counts[name])),
      ],
      "count events",
    );
  }
}
