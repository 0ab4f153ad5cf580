"use client";

import { lazy, Suspense, useEffect, useState } from "react";

const LiveUpdates = lazy(() =>
  import("./LiveUpdates.tsx").then((module) => ({ default: module.LiveUpdates })),
);

/** Listens once the page is alive, so that no page waits for the code that does. */
export function Live() {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive ? (
    <Suspense>
      <LiveUpdates />
    </Suspense>
  ) : null;
}
