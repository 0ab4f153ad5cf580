"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "../../components/Icon.tsx";

const load = () => import("./CommandPalette.tsx").then((module) => ({ default: module.CommandPalette }));
const CommandPalette = lazy(load);

/** ⌘K or Ctrl K, and a button for whoever does not know of it. */
export function CommandKey() {
  const words = useTranslations("command");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      // Above another dialog it would be lost behind it.
      if (document.querySelector("[role=dialog]:not([data-command])")) return;
      event.preventDefault();
      setOpen((is) => !is);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        className="mb-3 flex h-9 w-full items-center gap-2 rounded-lg border border-edge bg-surface px-2.5 text-ink2 text-sub hover:text-ink"
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        type="button"
      >
        <Icon name="search" size={15} />
        <span className="min-w-0 flex-1 truncate text-left">{words("open")}</span>
        <kbd className="key">⌘K</kbd>
      </button>
      {open && (
        <Suspense>
          <CommandPalette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
