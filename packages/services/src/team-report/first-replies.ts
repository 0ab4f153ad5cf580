import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { medianOf } from "../statistics/quantile.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";
import { type BusinessCalendar, businessMinutes } from "../work/business-time.ts";
import { outboundTypes } from "../work/touch.ts";

/** One enquiry, and the first word to it, by whoever had it first. */
export interface FirstReply {
  leadId: string;
  ownerId: string;
  /** the enquiry, or when somebody got it */
  since: Date;
  repliedAt: Date | null;
  /** closed unanswered: nobody waits any more */
  closed: boolean;
  /** what the first word was; null where it came before the lead was anybody's, or came in without its event */
  call: { answered: boolean; seconds: number | null } | null;
  /** another word followed within a day */
  followed: boolean;
}

export interface ReplyCount {
  /** enquiries that were answered, or should have been by now */
  leads: number;
  /** of business, over the answered; null of none */
  medianMinutes: number | null;
  /** the share within the promise */
  within: Share;
  /** of `leads`, still without a reply */
  unanswered: number;
  /** whose first word was a call too short to count, or one that nobody answered and nothing followed */
  shortCalls: number;
  /** the latest enquiries that were answered within the promise, one after the other */
  inARow: number;
}

const longestWaitMs = 14 * 86_400_000;

/** Enquiries of these days that were somebody's. */
export async function readFirstReplies(
  sql: OrgSql,
  ctx: Context,
  from: Date,
  to: Date,
  options: { userId?: string | null; withCalls?: boolean } = {},
): Promise<FirstReply[]> {
  const { userId = null, withCalls = false } = options;
  const { rows } = await sql.query<
    Omit<FirstReply, "call" | "followed" | "since" | "repliedAt"> & {
      since: number;
      repliedAt: number | null;
      answered: string | null;
      seconds: number | null;
      called: boolean;
      followed: boolean;
    }
  >(withCalls ? repliesWithCallsSql : repliesSql, [
    ctx.orgId,
    from,
    to,
    userId,
    ...(withCalls ? [[...outboundTypes]] : []),
  ]);
  return rows.map(({ answered, seconds, called, since, repliedAt, ...row }) => ({
    ...row,
    since: new Date(since),
    repliedAt: repliedAt === null ? null : new Date(repliedAt),
    call: called ? { answered: answered === null ? (seconds ?? 0) > 0 : answered === "true", seconds } : null,
  }));
}

export interface ReplyRules {
  promiseMinutes: number;
  now: Date;
  calendar: (userId: string) => BusinessCalendar;
  /** calls count from so many seconds, one that nobody answered only with another word within a day; null: all count */
  callSeconds: number | null;
  /** `short_call ${leadId}`: counts as a reply after all */
  pardoned?: ReadonlySet<string>;
}

/** How long one enquiry waited. */
export interface Waited {
  leadId: string;
  ownerId: string;
  since: Date;
  kind: "answered" | "unanswered" | "short_call";
  /** of business */
  minutes: number;
}

/** Of each enquiry; those that may still be answered in time, and those closed unanswered, are left out. */
export function waitsOf(replies: readonly FirstReply[], rules: ReplyRules): Waited[] {
  const { promiseMinutes, now, calendar, callSeconds, pardoned } = rules;
  return replies.flatMap(({ leadId, ownerId, since, repliedAt, closed, call, followed }): Waited[] => {
    if (!repliedAt && closed) return [];
    const end = Math.min((repliedAt ?? now).getTime(), since.getTime() + longestWaitMs);
    const minutes = businessMinutes(since, new Date(end), calendar(ownerId));
    if (!repliedAt)
      return minutes > promiseMinutes ? [{ leadId, ownerId, since, kind: "unanswered", minutes }] : [];
    const short =
      callSeconds !== null &&
      call !== null &&
      !counts(call, followed, callSeconds) &&
      !pardoned?.has(`short_call ${leadId}`);
    return [{ leadId, ownerId, since, kind: short ? "short_call" : "answered", minutes }];
  });
}

export function countWaits(waits: readonly Waited[], promiseMinutes: number): ReplyCount {
  const answered = waits.filter(({ kind }) => kind === "answered").map(({ minutes }) => minutes);
  const counted = (wanted: Waited["kind"]) => waits.filter(({ kind }) => kind === wanted).length;
  const within = answered.filter((minutes) => minutes <= promiseMinutes).length;
  const latest = waits.toSorted((a, b) => b.since.getTime() - a.since.getTime());
  const broken = latest.findIndex(({ kind, minutes }) => kind !== "answered" || minutes > promiseMinutes);
  return {
    leads: waits.length,
    medianMinutes: medianOf(answered),
    within: wilsonShare(within, waits.length),
    unanswered: counted("unanswered"),
    shortCalls: counted("short_call"),
    inARow: broken < 0 ? latest.length : broken,
  };
}

function counts(
  call: { answered: boolean; seconds: number | null },
  followed: boolean,
  least: number,
): boolean {
  if (!call.answered) return followed;
  return call.seconds === null || call.seconds >= least;
}

// Thousands of rows: dates as numbers are read in a quarter of the time.
const inMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

// A reply before anybody had the lead is nobody's merit: such leads are left out.
const leadsSql = `
  select l.id, f.owner_id, greatest(coalesce(l.enquired_at, l.created_at), f.owned_at) as since,
         w.first_reply_at, l.status <> 'open' as closed
    from lead l
    join lead_start f on f.org_id = $1::uuid and f.lead_id = l.id and f.owner_id is not null
    left join lead_work w on w.org_id = $1::uuid and w.lead_id = l.id
   where l.org_id = $1::uuid and l.merged_into is null
     and coalesce(l.enquired_at, l.created_at) >= $2::timestamptz and coalesce(l.enquired_at, l.created_at) < $3::timestamptz
     and ($4::uuid is null or f.owner_id = $4::uuid)
     and (w.first_reply_at is null or w.first_reply_at >= greatest(coalesce(l.enquired_at, l.created_at), f.owned_at))`;

const repliesSql = `
  select id as "leadId", owner_id as "ownerId", ${inMs("since")} as since, ${inMs("first_reply_at")} as "repliedAt", closed,
         false as called, null as answered, null::float8 as seconds, false as followed
    from (${leadsSql}) first`;

// The moment of receipt keeps the search to the partitions in which the event can be.
const repliesWithCallsSql = `
  with first as materialized (${leadsSql})
  select first.id as "leadId", owner_id as "ownerId", ${inMs("since")} as since, ${inMs("first_reply_at")} as "repliedAt", closed,
         coalesce(e.type = 'call_out', false) as called, e.answered, e.seconds,
         case when e.type = 'call_out' and e.answered is distinct from 'true' then exists (
           select from event n
            where n.org_id = $1::uuid and n.lead_id = first.id and n.bot is null and not n.retracts
              and n.type = any($5::text[]) and n.occurred_at > first.first_reply_at + interval '1 minute'
              and n.occurred_at <= first.first_reply_at + interval '1 day' and n.received_at >= first.first_reply_at)
         else false end as followed
    from first
    left join lateral (
      select e.type, e.properties->>'answered' as answered, (e.properties->>'seconds')::float8 as seconds
        from event e
       where e.org_id = $1::uuid and e.lead_id = first.id and e.occurred_at = first.first_reply_at
         and e.received_at >= first.first_reply_at and e.bot is null and not e.retracts and e.type = any($5::text[])
       order by e.type limit 1) e on true`;
