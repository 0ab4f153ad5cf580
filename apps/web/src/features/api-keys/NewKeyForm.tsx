"use client";

import type { createApiKeyInput } from "@leadlift/services/api-key/create";
import { scopes } from "@leadlift/services/api-key/scopes";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { cx } from "../../components/class-names.ts";
import { Field, Select } from "../../components/Field.tsx";
import { expiryOf, type Lifetime, lifetimes, readPerSecond, readSites } from "./key-words.ts";

type Wanted = z.input<typeof createApiKeyInput>;

interface NewKeyFormProps {
  busy: boolean;
  problem: string | null;
  onMake(wanted: Wanted): void;
}

const kinds = ["secret", "site"] as const;

/** What a new key is for. It is not made before everything is said; what is missing is told in words. */
export function NewKeyForm({ busy, problem, onMake }: NewKeyFormProps) {
  const words = useTranslations("keys.form");
  const scopeWords = useTranslations("keys.scopes");
  const [kind, setKind] = useState<(typeof kinds)[number]>("secret");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>(["events:write"]);
  const [sites, setSites] = useState("");
  const [test, setTest] = useState(false);
  const [perSecondText, setPerSecondText] = useState("");
  const [days, setDays] = useState<Lifetime>(365);
  const nameField = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<string | null>(null);

  function make(event: FormEvent) {
    event.preventDefault();
    const expiresAt = expiryOf(days, new Date());
    const common = { name: name.trim(), ...(expiresAt && { expiresAt }) };
    const { origins, wrong } = readSites(sites);
    const perSecond = readPerSecond(perSecondText);
    const granted = scopes.filter((scope) => chosen.includes(scope));
    if (!common.name) {
      setMissing(words("noName"));
      nameField.current?.focus();
    } else if (kind === "secret" && granted.length === 0) setMissing(words("noScope"));
    else if (kind === "secret" && perSecond === null) setMissing(words("wrongPerSecond"));
    else if (kind === "site" && wrong) setMissing(words("wrongSite", { site: wrong }));
    else if (kind === "site" && origins.length === 0) setMissing(words("noSite"));
    else {
      setMissing(null);
      if (kind === "site") onMake({ kind, ...common, origins });
      else onMake({ kind, ...common, scopes: granted, test, ...(perSecond && { perSecond }) });
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={make}>
      <fieldset>
        <legend className="mb-1 font-medium text-sub">{words("for")}</legend>
        <div className="grid grid-cols-2 gap-2">
          {kinds.map((value) => (
            <label
              className={cx(
                "flex min-h-14 cursor-pointer flex-col justify-center rounded-[10px] border px-3 py-1.5",
                "has-focus-visible:outline-2 has-focus-visible:outline-accent",
                kind === value ? "border-accent bg-accent-soft" : "border-edge",
              )}
              key={value}
            >
              <input
                checked={kind === value}
                className="sr-only"
                name="kind"
                onChange={() => setKind(value)}
                type="radio"
                value={value}
              />
              <span className="font-medium">{words(`kinds.${value}.label`)}</span>
              <span className="text-faint text-ink2">{words(`kinds.${value}.what`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        autoComplete="off"
        id="key-name"
        label={words("name")}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        placeholder={words(`kinds.${kind}.example`)}
        ref={nameField}
        value={name}
      />
      {kind === "secret" ? (
        <>
          <Choices
            chosen={chosen}
            legend={words("may")}
            onChoose={setChosen}
            options={scopes.map((scope) => ({ value: scope, label: scopeWords(scope) }))}
          />
          <label className="flex min-h-11 items-start gap-3">
            <input
              aria-describedby="key-test-what"
              checked={test}
              className="mt-1 size-4.5 shrink-0 accent-[var(--accent)]"
              onChange={(event) => setTest(event.target.checked)}
              type="checkbox"
            />
            <span>
              <span className="block font-medium">{words("test")}</span>
              <span className="block text-ink2 text-sub" id="key-test-what">
                {words("testWhat")}
              </span>
            </span>
          </label>
          <div>
            <Field
              aria-describedby="key-per-second-what"
              autoComplete="off"
              id="key-per-second"
              inputMode="numeric"
              label={words("perSecond")}
              onChange={(event) => setPerSecondText(event.target.value)}
              value={perSecondText}
            />
            <p className="text-ink2 text-sub" id="key-per-second-what">
              {words("perSecondWhat")}
            </p>
          </div>
        </>
      ) : (
        <div>
          <label className="mb-1 block font-medium text-sub" htmlFor="key-sites">
            {words("sites")}
          </label>
          <textarea
            aria-describedby="key-sites-more"
            className="w-full rounded-[10px] border border-edge bg-surface px-3 py-2 text-base placeholder:text-ink3 md:text-body"
            id="key-sites"
            onChange={(event) => setSites(event.target.value)}
            placeholder="https://www.example.in"
            rows={3}
            spellCheck={false}
            value={sites}
          />
          <p className="text-ink2 text-sub" id="key-sites-more">
            {words("sitesWhat")}
          </p>
        </div>
      )}
      <Select
        id="key-lifetime"
        label={words("lifetime")}
        onChange={(event) => setDays(lifetimes.find((each) => String(each) === event.target.value) ?? null)}
        value={String(days)}
      >
        {lifetimes.map((each) => (
          <option key={each} value={String(each)}>
            {words("days", { days: each ?? 0 })}
          </option>
        ))}
      </Select>
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {missing ?? problem}
      </p>
      <Button disabled={busy} kind="primary" type="submit">
        {words(busy ? "making" : "make")}
      </Button>
    </form>
  );
}
