"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useAlive } from "../session/use-alive.ts";
import { NewPassword } from "./NewPassword.tsx";
import { send } from "./send.ts";

const changedAddress = "/me?password=changed";

export function ChangePassword() {
  const words = useTranslations("password");
  const alive = useAlive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (window.location.pathname + window.location.search !== changedAddress) return;
    window.history.replaceState(null, "", "/me");
    announce(words("changed"));
  }, [words]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [current = "", password = ""] = ["current", "password"].map((name) =>
      String(given.get(name) ?? ""),
    );
    setBusy(true);
    setProblem(null);
    const refused = await send("/api/password", { current, password }, words("offline"));
    // A full load: what listens for changes goes on in the session that takes the place of this one.
    if (refused === null) return window.location.assign(changedAddress);
    setBusy(false);
    setProblem(refused);
  }
  return (
    <form className="flex flex-col gap-3.5" onSubmit={(event) => void submit(event)}>
      <Field
        autoComplete="current-password"
        id="current-password"
        label={words("current")}
        maxLength={200}
        name="current"
        required
        type="password"
      />
      <NewPassword label={words("new")} what={words("elsewhere")} />
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {problem}
      </p>
      <Button disabled={busy || !alive} type="submit">
        {words(busy ? "changing" : "change")}
      </Button>
    </form>
  );
}
