"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Segments } from "../../components/Segments.tsx";
import { setPreference } from "./preference.ts";
import { type Theme, themeCookie, themes } from "./theme.ts";

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const words = useTranslations("shell");
  const [chosen, setChosen] = useState(initial);
  function choose(theme: Theme) {
    setChosen(theme);
    document.documentElement.dataset.theme = theme;
    setPreference(themeCookie, theme);
  }
  return (
    <Segments
      chosen={chosen}
      legend={words("theme")}
      name={useId()}
      onChoose={choose}
      options={themes.map((value) => ({ value, label: words(`themes.${value}`) }))}
    />
  );
}
