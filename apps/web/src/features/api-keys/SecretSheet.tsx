"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { CopyBox } from "./CopyBox.tsx";

interface SecretSheetProps {
  title: string;
  /** the key */
  text: string;
  children?: React.ReactNode;
  onClose(): void;
}

/** A key that is seen here and never again. Not left by accident: closing it before it was copied is asked about once. */
export function SecretSheet({ title, text, children, onClose }: SecretSheetProps) {
  const words = useTranslations("keys.ready");
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  function leave() {
    if (copied || warned) onClose();
    else setWarned(true);
  }
  return (
    <Sheet description={words("keyWhat")} onClose={leave} title={title}>
      <CopyBox label={words("key")} main={!copied} onCopied={() => setCopied(true)} text={text} />
      {children}
      <p aria-live="assertive" className="text-neg empty:hidden" role="alert">
        {warned && !copied && words("notCopied")}
      </p>
      <Button kind={copied ? "primary" : warned ? "danger" : "secondary"} onClick={leave}>
        {words(warned && !copied ? "closeWithout" : "done")}
      </Button>
    </Sheet>
  );
}
