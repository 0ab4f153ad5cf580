"use client";

import { can } from "@leadlift/services/permissions";
import type { SavedView } from "@leadlift/services/saved-view/list";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";

interface ViewFormProps {
  /** null: a new one */
  known: SavedView | null;
  /** something is searched for, which is not kept */
  searched: boolean;
  busy: boolean;
  onSave(named: { name: string; shared: boolean }): void;
}

export function ViewForm({ known, searched, busy, onSave }: ViewFormProps) {
  const words = useTranslations("lead");
  const { role, organisation } = useWorkspace();
  const [name, setName] = useState(known?.name ?? "");
  const [shared, setShared] = useState(known?.shared ?? false);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onSave({ name: name.trim(), shared });
      }}
    >
      <Field
        autoComplete="off"
        id="view-name"
        label={words("saved.name")}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        placeholder={words("saved.nameHint")}
        value={name}
      />
      {can(role, "view.share") && (
        <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
          <input
            checked={shared}
            className="size-5 accent-[var(--accent)]"
            onChange={(event) => setShared(event.target.checked)}
            type="checkbox"
          />
          {words("saved.share", { organisation })}
        </label>
      )}
      {searched && <p className="text-ink2 text-sub">{words("saved.searchLeftOut")}</p>}
      <Button disabled={busy || !name.trim()} kind="primary" type="submit">
        {words("saved.saveNow")}
      </Button>
    </form>
  );
}
