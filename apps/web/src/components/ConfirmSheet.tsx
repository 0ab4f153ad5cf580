"use client";

import { Button } from "./Button.tsx";
import { Sheet } from "./Sheet.tsx";

interface ConfirmSheetProps {
  title: string;
  description: string;
  /** what leaves everything as it is */
  no: string;
  /** what goes through with it */
  yes: string;
  busy: boolean;
  /** why it did not go through */
  problem: string | null;
  children?: React.ReactNode;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something goes that does not come back. */
export function ConfirmSheet(props: ConfirmSheetProps) {
  const { title, description, no, yes, busy, problem, children, onConfirm, onClose } = props;
  return (
    <Sheet description={description} onClose={onClose} title={title}>
      {children}
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {problem}
      </p>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          {no}
        </Button>
        <Button className="flex-1" disabled={busy} kind="danger" onClick={onConfirm}>
          {yes}
        </Button>
      </div>
    </Sheet>
  );
}
