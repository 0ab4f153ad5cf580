"use client";

import type { Today, TodayItem } from "@leadlift/services/today/today";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { type ActDraft, useActs } from "../act/use-acts.ts";
import { useGently } from "../live/use-gently.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { type Placement, placementOf, withActs } from "./with-acts.ts";

interface Fetched {
  day: Today;
  /** ms */
  at: number;
}

/** The day as it stands with what was just done, and moved by others only while nobody touches it. */
export function useDay() {
  const trpc = useTRPC();
  const { timezone } = useWorkspace();
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    ...trpc.today.list.queryOptions(),
    // A promise falls due without anybody's doing.
    refetchInterval: 60_000,
  });
  const latest = useMemo<Fetched | null>(
    () => (data ? { day: data, at: dataUpdatedAt } : null),
    [data, dataUpdatedAt],
  );
  const { shown, held, release } = useGently(latest);
  const { waiting, arrived, perform } = useActs();
  const placements = useRef(new Map<string, Placement>());
  const fetched = shown ?? latest;
  const day = useMemo(() => {
    if (!fetched) return null;
    // What arrived after this was fetched is not in it yet.
    const since = arrived.filter(({ at }) => at >= fetched.at).map(({ act }) => act);
    return withActs(fetched.day, [...since, ...waiting], { timezone, placements: placements.current });
  }, [fetched, waiting, arrived, timezone]);

  return {
    day,
    /** ms; when the server had what is shown */
    rendered: fetched?.at ?? 0,
    error,
    refetch,
    waiting,
    /** leads that have come while the list was held still; null: nothing is held */
    news: held && day && latest ? newcomers(day, latest.day) : null,
    release,
    act(item: TodayItem, name: string, draft: ActDraft) {
      const placement = day && placementOf(day, item.leadId);
      const actId = perform({ id: item.leadId, name }, draft);
      if (placement) placements.current.set(actId, placement);
    },
  };
}

function newcomers(shown: Today, latest: Today): number {
  const known = new Set(
    [
      shown.new,
      shown.next,
      shown.promised,
      shown.visits,
      shown.waiting,
      shown.snoozed,
      shown.finished,
      shown.unclaimed,
      shown.covering,
    ].flatMap((items) => items.map(({ leadId }) => leadId)),
  );
  return [
    ...latest.new,
    ...latest.next,
    ...latest.promised,
    ...latest.visits,
    ...latest.unclaimed,
    ...latest.covering,
  ].filter(({ leadId }) => !known.has(leadId)).length;
}
