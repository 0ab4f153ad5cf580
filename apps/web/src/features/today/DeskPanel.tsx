"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { PanelSkeleton } from "../lead/PanelSkeleton.tsx";

const LeadPanel = lazy(() =>
  import("../lead/LeadPanel.tsx").then((module) => ({ default: module.LeadPanel })),
);

const deskWidth = "(min-width: 1280px)";

export function isDesk(): boolean {
  return window.matchMedia(deskWidth).matches;
}

/** The picked lead beside the list; a phone neither fetches nor renders it. */
export function DeskPanel({ leadId }: { leadId: string }) {
  const desk = useSyncExternalStore(subscribe, isDesk, () => false);
  if (!desk) return <PanelSkeleton />;
  return (
    <Suspense fallback={<PanelSkeleton />}>
      <LeadPanel href={`/leads/${leadId}`} key={leadId} leadId={leadId} />
    </Suspense>
  );
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(deskWidth);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
