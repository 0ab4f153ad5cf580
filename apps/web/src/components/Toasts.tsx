"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { listen, undoMilliseconds } from "./announce.ts";

const look = {
  unstyled: true,
  classNames: {
    toast:
      "flex w-full items-center font-sans! gap-3 rounded-xl bg-ink px-4 py-2.5 text-bg text-body shadow-[0_6px_30px_#0004] min-h-13",
    content: "flex-1",
    actionButton:
      "-my-1 inline-flex h-11 shrink-0 items-center rounded-lg px-3 font-semibold underline underline-offset-3 focus-visible:outline-bg",
  },
} as const;

export function Toasts() {
  const words = useTranslations("shell");
  useEffect(
    () =>
      listen(({ id, text, undo, open }) => {
        const action = undo
          ? { label: words("undo"), onClick: undo }
          : open && { label: open.label, onClick: open.run };
        toast(text, { id, duration: action ? undoMilliseconds : 5000, ...(action && { action }) });
      }),
    [words],
  );
  return (
    <Toaster
      containerAriaLabel={words("announcements")}
      mobileOffset={{ bottom: "var(--toast-bottom, 82px)", left: 12, right: 12 }}
      offset={20}
      position="bottom-center"
      toastOptions={look}
    />
  );
}
