"use client";

import { Popover } from "@base-ui/react/popover";
import { Choices } from "../../components/Choices.tsx";
import type { FilterOptions } from "./filter-options.ts";

interface FilterPopupProps extends FilterOptions {
  anchor: React.RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

export function FilterPopup({ anchor, onClose, label, ...choices }: FilterPopupProps) {
  return (
    <Popover.Root
      onOpenChange={(open, { event }) => {
        // A press on the button itself closes by the button.
        if (!open && !(event.target instanceof Node && anchor.current?.contains(event.target))) onClose();
      }}
      open
    >
      <Popover.Portal>
        <Popover.Positioner align="start" anchor={anchor} className="z-40" sideOffset={6}>
          <Popover.Popup
            aria-label={label}
            className="w-60 rounded-xl border border-line bg-surface p-2.5 shadow-[0_8px_30px_#0003]"
            finalFocus={anchor}
          >
            <Choices legend={label} {...choices} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
