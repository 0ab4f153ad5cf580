"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { ActView } from "../act/act-view.ts";
import { PanelSkeleton } from "./PanelSkeleton.tsx";

const LeadPanel = lazy(() => import("./LeadPanel.tsx").then((module) => ({ default: module.LeadPanel })));

const deskWidth = "(min-width: 1280px)";

export function isDesk(): boolean {
  return window.matchMedia(deskWidth).matches;
}

interface DeskPanelProps {
  leadId: string;
  href: string;
  onAct(view: ActView): void;
}

/** The picked lead beside the list; a phone neither fetches nor renders it. */
export function DeskPanel({ leadId, href, onAct }: DeskPanelProps) {
  const [desk, setDesk] = useState(false);
  useEffect(() => {
    const query = window.matchMedia(deskWidth);
    const update = () => setDesk(query.matches);
    update();
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  if (!desk) return <PanelSkeleton />;
  return (
    <Suspense fallback={<PanelSkeleton />}>
      <LeadPanel href={href} key={leadId} leadId={leadId} onAct={onAct} />
    </Suspense>
  );
}
