"use client";

import "./globals.css";
import { OurFault } from "../features/shell/OurFault.tsx";
import { type Locale, localeCookie, readLocale } from "../i18n/locales.ts";

/** The frame that brings the words is what failed. */
const words = {
  "en-IN": {
    heading: "LeadLift could not be reached",
    what: "Something went wrong on our side. Nothing was lost.",
    again: "Try again",
  },
  "hi-IN": {
    heading: "LeadLift तक नहीं पहुँच सके",
    what: "हमारी तरफ़ से कुछ गड़बड़ हुई। कुछ भी खोया नहीं है।",
    again: "फिर कोशिश करें",
  },
} as const satisfies Record<Locale, unknown>;

function chosenLocale(): Locale {
  if (typeof document === "undefined") return "en-IN";
  const chosen = new RegExp(`${localeCookie}=([^;]+)`).exec(document.cookie)?.[1];
  return readLocale(chosen, navigator.languages.join(","));
}

export default function GlobalError({ reset }: { error: Error; reset(): void }) {
  const locale = chosenLocale();
  const { heading, what, again } = words[locale];
  return (
    <html data-theme="system" lang={locale}>
      <body>
        <title>LeadLift</title>
        <main>
          <OurFault action={again} retry={reset} title={heading}>
            {what}
          </OurFault>
        </main>
      </body>
    </html>
  );
}
