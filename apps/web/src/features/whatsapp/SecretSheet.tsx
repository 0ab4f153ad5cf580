"use client";

import type { ConnectionView } from "@leadlift/services/connection/list";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { mistakeIn } from "./connection-words.ts";
import { useSave } from "./use-save.ts";

/** A new app secret beside the old one, which holds for another day. */
export function SecretSheet({ connection, onClose }: { connection: ConnectionView; onClose(): void }) {
  const words = useTranslations("whatsapp.secret");
  const form = useTranslations("whatsapp.form");
  const [secret, setSecret] = useState("");
  const [mistake, setMistake] = useState<string | null>(null);
  const { save, problem, busy } = useSave(words("done"), onClose);

  function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = mistakeIn({ secret });
    setMistake(wrong && form("wrong.secret"));
    if (!wrong) save({ id: connection.id, secret });
  }

  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title")}>
      <form className="flex flex-col gap-4" noValidate onSubmit={submit}>
        <Field
          autoComplete="off"
          id="whatsapp-new-secret"
          label={words("label")}
          onChange={(event) => setSecret(event.target.value)}
          spellCheck={false}
          type="password"
          value={secret}
        />
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {mistake ?? problem}
        </p>
        <Button disabled={busy} kind="primary" type="submit">
          {form(busy ? "saving" : "save")}
        </Button>
      </form>
    </Sheet>
  );
}
