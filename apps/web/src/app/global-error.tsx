"use client";

import "./globals.css";
import { Button } from "../components/Button.tsx";
import { Empty } from "../components/Empty.tsx";

export default function GlobalError({ reset }: { error: Error; reset(): void }) {
  return (
    <html data-theme="system" lang="en-IN">
      <body>
        <title>LeadLift</title>
        <main>
          <Empty
            action={
              <Button kind="primary" onClick={reset}>
                Try again
              </Button>
            }
            heading="h1"
            title="LeadLift could not be reached"
          >
            Something went wrong on our side. Nothing was lost.
          </Empty>
        </main>
      </body>
    </html>
  );
}
