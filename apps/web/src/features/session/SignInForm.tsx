"use client";

import { useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";

export interface DemoSignIn {
  role: string;
  email: string;
  password: string;
}

export function SignInForm({ next, demo }: { next: string; demo: DemoSignIn[] }) {
  const form = useRef<HTMLFormElement>(null);
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
    setProblem(sentenceFor(error.status, "code" in error ? error.code : undefined));
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
        <Field autoComplete="username" id="email" label="E-mail" name="email" required type="email" />
        <Field
          autoComplete="current-password"
          id="password"
          label="Password"
          name="password"
          required
          type="password"
        />
        <p aria-live="polite" className="min-h-5 text-neg text-sub" role="status">
          {problem}
        </p>
        <Button disabled={busy} kind="primary" type="submit">
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      {demo.length > 0 && (
        <section aria-labelledby="demo" className="mt-6 border-line border-t pt-5">
          <h2 className="font-semibold" id="demo">
            Look around with sample data
          </h2>
          <p className="mt-0.5 mb-3 text-ink2 text-sub">
            An invented brokerage; sign in as one of three people.
          </p>
          <div className="flex flex-col gap-2">
            {demo.map((person) => (
              <Button
                className="justify-between!"
                disabled={busy}
                key={person.email}
                onClick={() => fill(person)}
              >
                <span className="capitalize">{person.role}</span>
                <span className="min-w-0 truncate font-normal text-ink2 text-sub">{person.email}</span>
              </Button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function sentenceFor(status: number, code: string | undefined): string {
  if (code === "INVALID_ORIGIN") return "Open LeadLift at its own address (PUBLIC_URL) to sign in.";
  if (status === 401 || status === 400) return "This e-mail and password do not belong together.";
  if (status === 403) return "This account may not sign in.";
  if (status === 429) return "Too many attempts. Wait a minute, then try again.";
  if (status === 0) return "There is no connection. Check the network, then try again.";
  return "Signing in did not work. Try again in a moment.";
}
