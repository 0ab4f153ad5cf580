"use client";

import { useEffect } from "react";

/** Registers what receives notifications and answers where there is no network. Shows nothing. */
export function ServiceWorker() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    // Looked for anew with each load, past every cache; without it everything but notifications works.
    void navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined);
  }, []);
  return null;
}
