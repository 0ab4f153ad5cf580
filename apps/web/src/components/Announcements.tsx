"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onFirstAnnouncement } from "./announce.ts";

const Toasts = lazy(() => import("./Toasts.tsx").then((module) => ({ default: module.Toasts })));

/** Nothing until something is said. */
export function Announcements() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onFirstAnnouncement(() => setWanted(true)), []);
  return wanted ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
