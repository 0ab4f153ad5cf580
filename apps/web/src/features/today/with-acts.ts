import type { ActRequest } from "@leadlift/services/act/act-input";
import type { Today, TodayItem, TodaySection } from "@leadlift/services/today/today";
import { instantOf, nextDay } from "@leadlift/services/work/local-day";
import type { Waiting } from "../act/waiting.ts";

const sections = ["new", "next", "promised", "visits", "waiting", "snoozed", "done"] as const;
const listed = ["new", "next", "promised", "visits"] as const;
const handledBy: readonly string[] = ["called", "messaged", "planned", "snoozed", "reassigned"];

/** A section, or what is beside the person's own leads. */
type Place = TodaySection | "unclaimed" | "covering";

const places = [...sections, "unclaimed", "covering"] as const satisfies Place[];

/** Where a lead stood when something was done about it. */
export interface Placement {
  place: Place;
  item: TodayItem;
  index: number;
  handled: boolean;
}

/** The items of a section; what is done is kept as finished. */
export function itemsOf(day: Today, section: Place): readonly TodayItem[] {
  return day[section === "done" ? "finished" : section];
}

export function placementOf(day: Today, leadId: string): Placement | null {
  for (const place of places) {
    const index = itemsOf(day, place).findIndex((item) => item.leadId === leadId);
    const item = itemsOf(day, place)[index];
    if (item) return { place, item, index, handled: isHandled(day, leadId) };
  }
  return null;
}

/** The day as it is once the acts have arrived. Of those that have, nothing is done twice. */
export function withActs(
  day: Today,
  acts: readonly Waiting[],
  { timezone, placements }: { timezone: string; placements: ReadonlyMap<string, Placement> },
): Today {
  const undone = new Set(acts.flatMap(({ what, actId }) => (what === "undo" ? [actId] : [])));
  const dayEnd = instantOf(nextDay(day.day), 0, timezone);
  let shown = day;
  for (const act of acts) {
    if (act.refused !== null) continue;
    if (act.what === "do" && !undone.has(act.actId)) shown = withAct(shown, act.request, dayEnd);
    const placement = act.what === "undo" ? placements.get(act.actId) : undefined;
    if (placement) shown = putBack(shown, placement);
  }
  return shown === day ? day : counted(shown);
}

function withAct(day: Today, request: ActRequest, dayEnd: number): Today {
  const found = placementOf(day, request.leadId);
  if (!found) return day;
  const { item, place } = found;
  if (request.kind === "claimed") return place === "unclaimed" ? claimed(day, item) : day;
  // What one covers for stays its owner's, whatever is planned.
  const section = place === "covering" ? "done" : sectionAfter(request, item.section, dayEnd);
  if (!handledBy.includes(request.kind) && (section === item.section || place === "covering")) return day;
  const changed: TodayItem = { ...item, section, awaitingSince: null, replyDueAt: null, overdue: false };
  if (request.kind === "snoozed") {
    changed.snooze = { until: dateOf(request.until), reason: request.reason };
  }
  const next = nextOf(request);
  if (next) changed.nextStep = { id: request.id, kind: next.kind, dueAt: next.dueAt, note: null };
  const handled = handledBy.includes(request.kind) && !isHandled(day, item.leadId);
  const without = removed(day, item.leadId, { keepFinished: true });
  const finished = handled
    ? [{ ...changed, section: "done" as const }, ...without.finished]
    : without.finished;
  const moved = { ...without, finished, done: without.done + Number(handled) };
  if (section === "done") return moved;
  return inserted(moved, changed, section === item.section ? found.index : itemsOf(moved, section).length);
}

/** It is the person's own from now on, and the first to reply to. */
function claimed(day: Today, item: TodayItem): Today {
  return inserted(removed(day, item.leadId, { keepFinished: true }), item, 0, "new");
}

function sectionAfter(request: ActRequest, before: TodaySection, dayEnd: number): TodaySection {
  if (request.kind === "snoozed") return "snoozed";
  if (request.kind === "woke") return before === "snoozed" ? "next" : before;
  if (request.kind === "noted" || request.kind === "judged" || request.kind === "claimed") return before;
  const next = nextOf(request);
  if (next && next.dueAt.getTime() < dayEnd) return next.kind === "visit" ? "visits" : "promised";
  return "done";
}

function nextOf(request: ActRequest) {
  if (request.kind === "called" && request.outcome === "visit_booked" && request.visitAt !== undefined) {
    return { kind: "visit" as const, dueAt: dateOf(request.visitAt) };
  }
  const next =
    request.kind === "called" || request.kind === "messaged" || request.kind === "planned"
      ? request.next
      : undefined;
  return next && { kind: next.kind, dueAt: dateOf(next.dueAt) };
}

function putBack(day: Today, { place, item, index, handled }: Placement): Today {
  const wasHandled = isHandled(day, item.leadId);
  const keepFinished = handled && item.section !== "done";
  const without = removed(day, item.leadId, { keepFinished });
  const done = without.done - Number(wasHandled && !handled);
  return inserted({ ...without, done }, item, index, place);
}

function removed(day: Today, leadId: string, { keepFinished }: { keepFinished: boolean }): Today {
  const others = (items: TodayItem[]) => items.filter((item) => item.leadId !== leadId);
  return {
    ...day,
    new: others(day.new),
    next: others(day.next),
    promised: others(day.promised),
    visits: others(day.visits),
    waiting: others(day.waiting),
    snoozed: others(day.snoozed),
    unclaimed: others(day.unclaimed),
    unclaimedCount: day.unclaimedCount - Number(day.unclaimed.some((item) => item.leadId === leadId)),
    covering: others(day.covering),
    finished: keepFinished ? day.finished : others(day.finished),
  };
}

function inserted(day: Today, item: TodayItem, index: number, place: Place = item.section): Today {
  const key = place === "done" ? "finished" : place;
  const unclaimedCount = day.unclaimedCount + Number(place === "unclaimed");
  return { ...day, unclaimedCount, [key]: day[key].toSpliced(index, 0, item) };
}

function isHandled(day: Today, leadId: string): boolean {
  return day.finished.some((item) => item.leadId === leadId);
}

/** Sections beside the list are shown in part; what moved changes what there is of them. */
function counted(day: Today): Today {
  const left = listed.reduce((sum, section) => sum + day[section].length, 0);
  const counts = { ...day.counts, done: day.done };
  for (const section of ["new", "promised", "visits", "waiting", "snoozed"] as const) {
    if (counts[section] <= 25 || day[section].length > counts[section]) counts[section] = day[section].length;
  }
  const why = left > 0 ? null : (day.why ?? { code: "all_done" as const, done: day.done });
  return { ...day, counts, planned: day.done + left, why };
}

function dateOf(given: unknown): Date {
  return given instanceof Date ? given : new Date(String(given));
}
