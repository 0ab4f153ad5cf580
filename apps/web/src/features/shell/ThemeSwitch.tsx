"use client";

import { useState } from "react";
import { cx } from "../../components/class-names.ts";
import { type Theme, themeCookie, themes } from "./theme.ts";

const labels = { system: "System", light: "Light", dark: "Dark" } as const;
const yearOfSeconds = 365 * 24 * 3600;

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial);
  function choose(theme: Theme) {
    setChosen(theme);
    document.documentElement.dataset.theme = theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we serve.
    document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearOfSeconds}; samesite=lax`;
  }
  return (
    <fieldset className="flex rounded-[10px] bg-grade-d-soft p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => (
        <label
          className={cx(
            "flex h-11 flex-1 cursor-pointer items-center justify-center rounded-lg px-2.5 font-medium text-faint md:pointer-fine:h-7",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            chosen === theme ? "bg-surface text-ink" : "text-grade-d hover:text-ink",
          )}
          key={theme}
        >
          <input
            checked={chosen === theme}
            className="sr-only"
            name="theme"
            onChange={() => choose(theme)}
            type="radio"
            value={theme}
          />
          {labels[theme]}
        </label>
      ))}
    </fieldset>
  );
}
