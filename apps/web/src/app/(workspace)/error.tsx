"use client";

import { OurFault } from "../../features/shell/OurFault.tsx";

export default function WorkspaceError({ reset }: { error: Error; reset(): void }) {
  return <OurFault retry={reset} title="This page could not be shown" />;
}
