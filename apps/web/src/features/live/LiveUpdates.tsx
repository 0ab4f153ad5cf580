"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { useActQueue } from "../act/use-acts.ts";
import { listen } from "./listen.ts";
import { refetchLeads } from "./refetch-leads.ts";

const gatherMs = 300;

/** While a page is looked at, what changes elsewhere is asked for again, and what waits is sent. Shows nothing. */
export function LiveUpdates() {
  const looking = useLooking();
  const told = useGathered();
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useActQueue();
  useEffect(
    () => (looking ? listen(({ kind, leadIds }) => latest.current(kind, leadIds)) : undefined),
    [looking],
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
    // What came between the page and the first was missed of the day's list, and between two of them of everything.
    if (kind === "ready" && readies.current++ === 0) {
      void queries.invalidateQueries(trpc.today.list.pathFilter());
      return;
    }
    if (kind !== "score" && kind !== "event" && kind !== "lead") {
      void queries.invalidateQueries(trpc.notification.pathFilter());
    }
    if (kind === "notification") return;
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
