"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onFirstAnnouncement } from "./announce.ts";

const Toasts = dynamic(() => import("./Toasts.tsx").then((module) => module.Toasts), { ssr: false });

/** Nothing until something is said. */
export function Announcements() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onFirstAnnouncement(() => setWanted(true)), []);
  return wanted ? <Toasts /> : null;
}
