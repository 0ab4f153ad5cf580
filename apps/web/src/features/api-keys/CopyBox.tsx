"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";

interface CopyBoxProps {
  label: string;
  text: string;
  /** copying is what is to be done here */
  main?: boolean;
  onCopied?(): void;
}

/** Text to take along. Where the browser does not let us copy it, it is marked, ready for the reader's own keys. */
export function CopyBox({ label, text, main = false, onCopied }: CopyBoxProps) {
  const words = useTranslations("keys");
  const box = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words("copied"));
      onCopied?.();
    } catch {
      box.current?.select();
      setSaid(words("mark"));
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <textarea
        aria-label={label}
        className="field-sizing-content w-full resize-none break-all rounded-[10px] border border-edge bg-sunk p-3 font-mono text-ink text-sub"
        onCopy={onCopied}
        onFocus={(event) => event.target.select()}
        readOnly
        ref={box}
        rows={Math.max(2, Math.ceil(text.length / 46))}
        spellCheck={false}
        value={text}
      />
      <div className="flex items-center gap-3">
        <Button kind={main ? "primary" : "secondary"} onClick={() => void copy()}>
          {words("copy")}
        </Button>
        <p aria-live="polite" className="text-ink2 text-sub" role="status">
          {said}
        </p>
      </div>
    </div>
  );
}
