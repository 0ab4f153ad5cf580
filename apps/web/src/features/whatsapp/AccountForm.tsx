"use client";

import type { ConnectionView } from "@leadlift/services/connection/list";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { mistakeIn } from "./connection-words.ts";
import { useSave } from "./use-save.ts";

/** Which number it is, and, until one is there, the secret with which Meta signs. */
export function AccountForm({ connection }: { connection: ConnectionView }) {
  const words = useTranslations("whatsapp.form");
  const id = useId();
  const [account, setAccount] = useState(connection.account ?? "");
  const [secret, setSecret] = useState("");
  const [mistake, setMistake] = useState<string | null>(null);
  const { save, problem, busy } = useSave(words("saved"));

  function submit(event: FormEvent) {
    event.preventDefault();
    const given = { account, ...(connection.hasSecret ? {} : { secret }) };
    const wrong = mistakeIn(given);
    setMistake(wrong && words(`wrong.${wrong}`));
    if (!wrong) save({ id: connection.id, ...given });
  }

  return (
    <form className="flex flex-col gap-3" noValidate onSubmit={submit}>
      <Field
        autoComplete="off"
        id={`${id}-account`}
        inputMode="numeric"
        label={words("account")}
        onChange={(event) => setAccount(event.target.value)}
        placeholder="106540352242922"
        value={account}
      />
      {!connection.hasSecret && (
        <Field
          autoComplete="off"
          id={`${id}-secret`}
          label={words("secret")}
          onChange={(event) => setSecret(event.target.value)}
          spellCheck={false}
          type="password"
          value={secret}
        />
      )}
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {mistake ?? problem}
      </p>
      <div>
        <Button disabled={busy} kind={connection.hasSecret ? "secondary" : "primary"} type="submit">
          {words(busy ? "saving" : "save")}
        </Button>
      </div>
    </form>
  );
}
