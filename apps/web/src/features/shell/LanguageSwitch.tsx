"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { Segments } from "../../components/Segments.tsx";
import { type Locale, localeCookie, localeNames, locales } from "../../i18n/locales.ts";
import { setPreference } from "./preference.ts";

export function LanguageSwitch() {
  const words = useTranslations("shell");
  const router = useRouter();
  function choose(locale: Locale) {
    setPreference(localeCookie, locale);
    router.refresh();
  }
  return (
    <Segments
      chosen={useLocale()}
      legend={words("language")}
      name={useId()}
      onChoose={choose}
      options={locales.map((value) => ({ value, label: localeNames[value], lang: value }))}
    />
  );
}
