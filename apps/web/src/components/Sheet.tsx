"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { Icon } from "./Icon.tsx";

interface SheetProps {
  title: string;
  description?: string;
  onClose(): void;
  children: React.ReactNode;
}

/** A dialog: from the bottom edge on a phone, in the middle on a desk. Mounted while it is open. */
export function Sheet({ title, description, onClose, children }: SheetProps) {
  const words = useTranslations("shell");
  return (
    <Dialog.Root onOpenChange={(open) => open || onClose()} open>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#0008]" />
        <Dialog.Popup
          className={
            "fixed z-50 flex max-h-[85dvh] flex-col gap-3 overflow-y-auto bg-surface p-5 shadow-[0_-4px_40px_#0004] " +
            "inset-x-0 bottom-0 animate-[rise_.18s_ease-out] rounded-t-2xl pb-[max(1.25rem,env(safe-area-inset-bottom))] " +
            "md:inset-x-auto md:top-1/2 md:bottom-auto md:left-1/2 md:w-[440px] md:-translate-x-1/2 md:-translate-y-1/2 md:animate-none md:rounded-2xl"
          }
        >
          <div className="flex items-start justify-between gap-3">
            <div>
              <Dialog.Title className="font-semibold text-[17px]">{title}</Dialog.Title>
              {description && (
                <Dialog.Description className="mt-0.5 text-ink2">{description}</Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label={words("close")}
              className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-lg text-ink2 hover:bg-sunk"
            >
              <Icon name="close" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
