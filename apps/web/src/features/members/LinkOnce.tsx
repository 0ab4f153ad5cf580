"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";

interface LinkOnceProps {
  /** whom it is for, and what whoever has it can do */
  what: string;
  link: string;
  onClose(): void;
}

/** A link to pass on, which nobody can see again. */
export function LinkOnce({ what, link, onClose }: LinkOnceProps) {
  const words = useTranslations("members.inviteSheet");
  const box = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words("copied"));
    } catch {
      box.current?.select();
      setSaid(words("mark"));
    }
  }
  return (
    <Sheet description={what} onClose={onClose} title={words("linkTitle")}>
      <textarea
        aria-label={words("link")}
        className="w-full resize-none break-all rounded-[10px] border border-edge bg-sunk p-3 font-mono text-ink text-sub"
        onFocus={(event) => event.target.select()}
        readOnly
        ref={box}
        rows={3}
        spellCheck={false}
        value={link}
      />
      <p aria-live="polite" className="text-ink2 text-sub empty:hidden" role="status">
        {said}
      </p>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          {words("done")}
        </Button>
        <Button className="flex-1" kind="primary" onClick={() => void copy()}>
          {words("copy")}
        </Button>
      </div>
    </Sheet>
  );
}
