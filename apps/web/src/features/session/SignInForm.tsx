"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useAlive } from "./use-alive.ts";

export interface DemoSignIn {
  role: string;
  email: string;
  password: string;
}

export function SignInForm({ next, demo }: { next: string; demo: DemoSignIn[] }) {
  const words = useTranslations("session");
  const roles = useTranslations("shell");
  const form = useRef<HTMLFormElement>(null);
  const alive = useAlive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function signIn(email: string, password: string) {
    setBusy(true);
    setProblem(null);
    const { authClient } = await import("./auth-client.ts");
    const { error } = await authClient.signIn
      .email({ email, password })
      .catch(() => ({ error: { status: 0 } }));
    if (!error) {
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setProblem(words(problemOf(error.status, "code" in error ? error.code : undefined)));
  }

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void signIn(String(given.get("email") ?? "").trim(), String(given.get("password") ?? ""));
  }

  function fill({ email, password }: DemoSignIn) {
    for (const [name, value] of Object.entries({ email, password })) {
      const input = form.current?.elements.namedItem(name);
      if (input instanceof HTMLInputElement) input.value = value;
    }
    void signIn(email, password);
  }

  return (
    <>
      <form className="flex flex-col gap-3.5" onSubmit={submit} ref={form}>
        <Field autoComplete="username" id="email" label={words("email")} name="email" required type="email" />
        <Field
          autoComplete="current-password"
          id="password"
          label={words("password")}
          name="password"
          required
          type="password"
        />
        <p aria-live="polite" className="min-h-5 text-neg text-sub" role="status">
          {problem}
        </p>
        <Button disabled={busy || !alive} kind="primary" type="submit">
          {words(busy ? "signingIn" : "signIn")}
        </Button>
        <p className="text-ink2 text-sub">{words("forgot")}</p>
      </form>
      {demo.length > 0 && (
        <section aria-labelledby="demo" className="mt-6 border-line border-t pt-5">
          <h2 className="font-semibold" id="demo">
            {words("demo")}
          </h2>
          <p className="mt-0.5 mb-3 text-ink2 text-sub">{words("demoWhat")}</p>
          <div className="flex flex-col gap-2">
            {demo.map((person) => (
              <Button
                className="justify-between!"
                disabled={busy}
                key={person.email}
                onClick={() => fill(person)}
              >
                <span>{roles("role", { role: person.role })}</span>
                <span className="min-w-0 truncate font-normal text-ink2 text-sub">{person.email}</span>
              </Button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function problemOf(status: number, code: string | undefined) {
  if (code === "INVALID_ORIGIN") return "origin";
  if (status === 401 || status === 400) return "wrong";
  if (status === 403) return "refused";
  if (status === 429) return "often";
  return status === 0 ? "offline" : "failed";
}
