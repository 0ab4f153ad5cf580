"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { CopyBox } from "../api-keys/CopyBox.tsx";

/** Not left by accident: closing it before the secret was copied is asked about once. */
export function SecretSheet({ name, secret, onClose }: { name: string; secret: string; onClose(): void }) {
  const words = useTranslations("webhooks.secret");
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  function leave() {
    if (copied || warned) onClose();
    else setWarned(true);
  }
  return (
    <Sheet description={words("what")} onClose={leave} title={words("title", { name })}>
      <CopyBox label={words("label")} main={!copied} onCopied={() => setCopied(true)} text={secret} />
      <p aria-live="assertive" className="text-neg empty:hidden" role="alert">
        {warned && !copied && words("notCopied")}
      </p>
      <Button kind={copied ? "primary" : warned ? "danger" : "secondary"} onClick={leave}>
        {words(warned && !copied ? "closeWithout" : "done")}
      </Button>
    </Sheet>
  );
}
