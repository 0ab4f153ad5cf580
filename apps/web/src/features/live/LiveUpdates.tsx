"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { useActQueue } from "../act/use-acts.ts";
import { refetchLeads } from "./refetch-leads.ts";

const gatherMs = 300;

/** While a page is looked at, what changes elsewhere is asked for again, and what waits is sent. Shows nothing. */
export function LiveUpdates() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const looking = useLooking();
  const told = useGathered();
  useActQueue();
  useSubscription(
    trpc.live.changes.subscriptionOptions(undefined, {
      enabled: looking,
      onData({ data }) {
        if (data.kind !== "notification") told(data.kind, data.leadIds);
        if (data.kind === "notification" || data.kind === "resync")
          void queries.invalidateQueries(trpc.notification.pathFilter());
      },
    }),
  );
  return null;
}

/** Many changes at once are one asking. */
function useGathered() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const waiting = useRef<{ leads: Set<string> | "all"; timer: number } | null>(null);
  const readies = useRef(0);
  useEffect(() => () => window.clearTimeout(waiting.current?.timer), []);
  return (kind: string, leadIds: readonly string[]) => {
    // The page was rendered a moment before the first; what came between a later one and its forerunner was missed.
    if (kind === "ready" && readies.current++ === 0) return;
    const gathered = waiting.current ?? {
      leads: new Set<string>(),
      timer: window.setTimeout(() => {
        const due = waiting.current;
        waiting.current = null;
        if (due) refetchLeads(queries, trpc, due.leads === "all" ? "all" : [...due.leads]);
      }, gatherMs),
    };
    waiting.current = gathered;
    if (leadIds.length === 0) gathered.leads = "all";
    else if (gathered.leads !== "all") for (const leadId of leadIds) gathered.leads.add(leadId);
  };
}

function useLooking(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener("visibilitychange", changed);
      return () => document.removeEventListener("visibilitychange", changed);
    },
    () => document.visibilityState === "visible",
    () => false,
  );
}
