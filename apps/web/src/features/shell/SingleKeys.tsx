"use client";

import { useTranslations } from "next-intl";
import { setSingleKeys, useSingleKeys } from "./single-keys.ts";

export function SingleKeys() {
  const words = useTranslations("shell");
  const on = useSingleKeys();
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input
        checked={on}
        className="size-5 shrink-0 accent-[var(--accent)]"
        onChange={(event) => setSingleKeys(event.target.checked)}
        type="checkbox"
      />
      <span>
        {words("singleKeys")}
        <span className="block text-ink2 text-sub">{words("singleKeysWhat")}</span>
      </span>
    </label>
  );
}
