"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useAlive } from "../session/use-alive.ts";

interface EnterFormProps {
  /** the invitation's; null: a new organisation is made */
  token: string | null;
  /** of the invitation */
  email: string | null;
  /** the address has an account with a password of its own */
  known: boolean;
}

/** The first sign-in: takes up an invitation or makes an organisation, then signs in with the same password. */
export function EnterForm({ token, email: invited, known }: EnterFormProps) {
  const words = useTranslations("join");
  const alive = useAlive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function enter(given: Record<string, string>) {
    setBusy(true);
    setProblem(null);
    const { password = "" } = given;
    const response = await fetch(token ? "/api/join" : "/api/sign-up", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(token ? { ...given, token } : given),
    }).catch(() => null);
    const answer: { email?: string; message?: string } = response
      ? await response.json().catch(() => ({}))
      : { message: words("offline") };
    if (!response?.ok || !answer.email) {
      setBusy(false);
      return setProblem(answer.message ?? words("offline"));
    }
    const { authClient } = await import("../session/auth-client.ts");
    const { error } = await authClient.signIn
      .email({ email: answer.email, password })
      .catch(() => ({ error: { status: 0 } }));
    window.location.assign(error ? "/sign-in" : token ? "/today" : "/import");
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(
      ([name, value]) => [name, String(value)] as const,
    );
    void enter(Object.fromEntries(fields));
  }

  return (
    <form className="flex flex-col gap-3.5" onSubmit={submit}>
      {!token && (
        <Field
          autoComplete="organization"
          id="organisation"
          label={words("organisation")}
          maxLength={200}
          name="organisation"
          required
        />
      )}
      {!known && (
        <Field autoComplete="name" id="name" label={words("name")} maxLength={200} name="name" required />
      )}
      <Field
        autoComplete="username"
        id="email"
        label={words("email")}
        {...(invited === null ? { name: "email", required: true } : { readOnly: true, value: invited })}
        type="email"
      />
      <div>
        <Field
          aria-describedby="password-what"
          autoComplete={known ? "current-password" : "new-password"}
          id="password"
          label={words(known ? "ownPassword" : "newPassword")}
          maxLength={200}
          minLength={8}
          name="password"
          required
          type="password"
        />
        <p className="mt-1 text-faint text-ink3" id="password-what">
          {words(known ? "known" : "atLeast")}
        </p>
      </div>
      <p aria-live="polite" className="min-h-5 text-neg text-sub" role="status">
        {problem}
      </p>
      <Button disabled={busy || !alive} kind="primary" type="submit">
        {words(token ? (busy ? "joining" : "join") : busy ? "signingUp" : "signUp")}
      </Button>
    </form>
  );
}
