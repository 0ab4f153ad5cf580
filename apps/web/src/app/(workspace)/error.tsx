"use client";

import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

export default function WorkspaceError({ reset }: { error: Error; reset(): void }) {
  return (
    <Empty
      action={
        <Button kind="primary" onClick={reset}>
          Try again
        </Button>
      }
      heading="h1"
      title="This page could not be shown"
    >
      Something went wrong on our side. Nothing was lost.
    </Empty>
  );
}
