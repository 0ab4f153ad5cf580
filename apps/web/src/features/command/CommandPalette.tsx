"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Command, type CommandGroup, useCommands } from "./use-commands.ts";

/** One field for everything: go somewhere, find somebody, do something about the lead that is looked at. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const words = useTranslations("command");
  const [text, setText] = useState("");
  const { groups, looking } = useCommands(text);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  return (
    <Dialog.Root onOpenChange={(open) => open || onClose()} open>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#0006]" />
        <Dialog.Popup
          className="fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-[min(560px,92vw)] -translate-x-1/2 flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-[0_12px_50px_#0004]"
          data-command
          finalFocus={false}
        >
          <Dialog.Title className="sr-only">{words("title")}</Dialog.Title>
          <Autocomplete.Root
            autoHighlight="always"
            inline
            items={groups}
            itemToStringValue={(command: Command) => command.label}
            keepHighlight
            mode="none"
            onValueChange={(value, { reason }) => {
              if (reason !== "item-press") setText(value);
            }}
            open
            value={text}
          >
            <Autocomplete.Input
              aria-label={words("title")}
              className="h-13 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-ink3"
              maxLength={200}
              placeholder={words("hint")}
            />
            <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 empty:p-0">
              {(group: CommandGroup) => (
                <Autocomplete.Group className="pb-1" items={group.items} key={group.label}>
                  <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-faint text-ink3">
                    {group.label}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(command: Command) => (
                      <Autocomplete.Item
                        className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-lg px-2.5 data-highlighted:bg-accent-soft md:pointer-fine:min-h-9"
                        key={command.id}
                        onClick={() => run(command)}
                        value={command}
                      >
                        <span className="min-w-0 truncate font-medium">{command.label}</span>
                        <span className="shrink-0 text-faint text-ink2 tabular-nums">{command.aside}</span>
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <p className="px-4 py-3 text-ink2 text-sub empty:hidden" role="status">
              {groups.length === 0 ? (looking ? words("looking") : words("nothing")) : ""}
            </p>
          </Autocomplete.Root>
          <p className="border-t px-4 py-2 text-faint text-ink3 max-md:hidden">{words("keys")}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
