"use client";

import { setSingleKeys, useSingleKeys } from "./single-keys.ts";

export function SingleKeys() {
  const on = useSingleKeys();
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input
        checked={on}
        className="size-5 accent-[var(--accent)]"
        onChange={(event) => setSingleKeys(event.target.checked)}
        type="checkbox"
      />
      <span>
        Single keys in the list
        <span className="block text-ink2 text-sub">
          J and K move, Enter opens, N and P go to the next and previous lead.
        </span>
      </span>
    </label>
  );
}
