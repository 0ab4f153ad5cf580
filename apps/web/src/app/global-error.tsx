"use client";

import "./globals.css";
import { OurFault } from "../features/shell/OurFault.tsx";

export default function GlobalError({ reset }: { error: Error; reset(): void }) {
  return (
    <html data-theme="system" lang="en-IN">
      <body>
        <title>LeadLift</title>
        <main>
          <OurFault retry={reset} title="LeadLift could not be reached" />
        </main>
      </body>
    </html>
  );
}
