import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ActView } from "../act/act-view.ts";

/** The lead that is looked at, and how what is done about it is asked. */
export interface CurrentLead {
  id: string;
  name: string;
  ask(view: ActView): void;
}

let current: CurrentLead | null = null;
const listeners = new Set<() => void>();

function set(lead: CurrentLead | null): void {
  current = lead;
  for (const listener of listeners) listener();
}

/** What may be done about this lead can be done by command while it is shown. */
export function useOfferedLead(
  lead: { id: string; name: string } | null,
  ask: (view: ActView) => void,
): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const { id, name } = lead ?? {};
  useEffect(() => {
    if (id === undefined || name === undefined) return;
    const offered = { id, name, ask: (view: ActView) => latest.current(view) };
    set(offered);
    return () => {
      if (current === offered) set(null);
    };
  }, [id, name]);
}

export function useCurrentLead(): CurrentLead | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
