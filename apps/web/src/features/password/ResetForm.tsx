"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useAlive } from "../session/use-alive.ts";
import { NewPassword } from "./NewPassword.tsx";
import { send } from "./send.ts";

/** The new password of whoever holds the link; then the way to sign in with it. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const words = useTranslations("password");
  const alive = useAlive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setBusy(true);
    setProblem(null);
    const refused = await send("/api/reset", { token, password }, words("offline"));
    setBusy(false);
    setProblem(refused);
    setDone(refused === null);
  }
  return (
    <form className="flex flex-col gap-3.5" onSubmit={(event) => void submit(event)}>
      {!done && (
        <>
          <Field
            autoComplete="username"
            id="email"
            label={words("email")}
            readOnly
            type="email"
            value={email}
          />
          <NewPassword label={words("new")} what={words("atLeast")} />
        </>
      )}
      <p aria-live="polite" className={done ? "text-ink" : "min-h-5 text-neg text-sub"} role="status">
        {done ? words("done") : problem}
      </p>
      {done ? (
        // What had the focus is gone.
        <Link className={buttonClass("primary")} href="/sign-in" ref={(link) => link?.focus()}>
          {words("toSignIn")}
        </Link>
      ) : (
        <Button disabled={busy || !alive} kind="primary" type="submit">
          {words(busy ? "setting" : "set")}
        </Button>
      )}
    </form>
  );
}
