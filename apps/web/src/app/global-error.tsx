"use client";

import "./globals.css";
import { OurFault } from "../features/shell/OurFault.tsx";

export default function GlobalError({ reset }: { error: Error; reset(): void }) {
  return (
    <html data-theme="system" lang="en-IN">
      <body>
        <title>LeadLift</title>
        <main>
          {/* The frame that knows the language is what failed. */}
          <OurFault action="Try again" retry={reset} title="LeadLift could not be reached">
            Something went wrong on our side. Nothing was lost.
          </OurFault>
        </main>
      </body>
    </html>
  );
}
