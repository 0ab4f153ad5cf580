"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";

const BulkSheet = lazy(() => import("./BulkSheet.tsx").then((module) => ({ default: module.BulkSheet })));

/** What can be done with the leads that are chosen; nothing while none is. */
export function BulkBar({ chosen, onClear }: { chosen: ReadonlySet<string>; onClear(): void }) {
  const words = useTranslations("lead");
  const [open, setOpen] = useState(false);
  if (chosen.size === 0) return null;
  return (
    <div className="sticky bottom-0 z-10 flex items-center gap-3 border-t bg-surface px-5.5 py-2.5 max-md:hidden">
      <span className="font-semibold" role="status">
        {words("bulk.chosen", { count: chosen.size })}
      </span>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {words("bulk.reassign")}
      </Button>
      <Button kind="quiet" onClick={onClear}>
        {words("bulk.none")}
      </Button>
      {open && (
        <Suspense>
          <BulkSheet
            leadIds={[...chosen]}
            onClose={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              onClear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
