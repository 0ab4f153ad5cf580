"use client";

import { type Role, roles } from "@leadlift/services/permissions";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";

/** One role, with what it may do. */
export function RoleChoice({ role, onChoose }: { role: Role; onChoose(role: Role): void }) {
  const words = useTranslations("members");
  const names = useTranslations("shell");
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sub">{words("inviteSheet.role")}</legend>
      <div className="flex flex-col gap-2">
        {roles.map((value) => (
          <label
            className={cx(
              "flex min-h-12 cursor-pointer flex-col justify-center rounded-[10px] border px-3 py-1.5",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
              role === value ? "border-accent bg-accent-soft" : "border-edge",
            )}
            key={value}
          >
            <input
              checked={role === value}
              className="sr-only"
              name="role"
              onChange={() => onChoose(value)}
              type="radio"
              value={value}
            />
            <span className="font-medium">{names("role", { role: value })}</span>
            <span className="text-faint text-ink2">{words(`roleWhat.${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
