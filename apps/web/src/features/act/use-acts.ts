"use client";

import type { ActRequest } from "@leadlift/services/act/act-input";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { announce } from "../../components/announce.ts";
import { useTRPC, useTRPCClient } from "../../trpc/client.tsx";
import { refetchLeads } from "../live/refetch-leads.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import type { QueueState } from "./act-queue.ts";
import { type OpenQueue, openQueue } from "./open-queue.ts";

/** Whom an act is about, as the lists call them. */
export interface ActedLead {
  id: string;
  name: string;
}

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

/** What is done, without what every act has. */
export type ActDraft = Without<ActRequest, "id" | "leadId" | "occurredAt" | "version">;

const nothing: QueueState = { waiting: [], arrived: [] };

/** The signed-in person's acts that wait, and the one way to do another. */
export function useActs() {
  const words = useTranslations("act");
  const queue = useActQueue();
  const { waiting, arrived } = useSyncExternalStore(
    queue?.subscribe ?? neverChanges,
    () => queue?.state() ?? nothing,
    () => nothing,
  );

  /** Takes effect at once, offers undo, and is sent as soon as that is possible. Returns the act's id. */
  const perform = useCallback(
    (lead: ActedLead, draft: ActDraft): string => {
      const actId = crypto.randomUUID();
      const request: ActRequest = { ...draft, id: actId, leadId: lead.id, occurredAt: new Date() };
      const told = { actId, leadId: lead.id, name: lead.name };
      void queue?.use((each) => each.add({ ...told, what: "do", request, tries: 0, refused: null }));
      const said = words(`said.${sayingOf(draft)}`, { name: lead.name });
      announce(navigator.onLine ? said : `${said} ${words("saidOffline")}`, {
        undo: () => void queue?.use((each) => each.takeBack(told)),
      });
      return actId;
    },
    [queue, words],
  );
  return {
    waiting,
    arrived,
    perform,
    retry: (actId: string) => void queue?.use((each) => each.retry(actId)),
    drop: (actId: string) => void queue?.use((each) => each.drop(actId)),
  };
}

/** Null on the server, where nobody acts. */
export function useActQueue(): OpenQueue | null {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { userId } = useWorkspace();
  if (typeof window === "undefined") return null;
  return openQueue(userId, client, ({ leadId }) => refetchLeads(queries, trpc, [leadId]));
}

function sayingOf(draft: ActDraft) {
  if (draft.kind === "called") return draft.outcome;
  if (draft.kind === "judged") return draft.judgement;
  return draft.kind;
}

function neverChanges(): () => void {
  return () => undefined;
}
