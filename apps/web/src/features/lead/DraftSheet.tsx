"use client";

import type { DraftLanguage } from "@leadlift/services/lead/next-step";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Segments } from "../../components/Segments.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { localeNames, wordedIn } from "../../i18n/locales.ts";
import { useContact } from "./use-contact.ts";

interface DraftSheetProps {
  leadId: string;
  draft: Record<DraftLanguage, string>;
  onClose(): void;
}

const languages = [
  { value: "en", label: localeNames["en-IN"], lang: "en-IN" },
  { value: "hi", label: localeNames["hi-IN"], lang: "hi-IN" },
] as const satisfies readonly { value: DraftLanguage; label: string; lang: string }[];

/** A message in the person's language, to be put into one's own words and sent. */
export function DraftSheet({ leadId, draft, onClose }: DraftSheetProps) {
  const words = useTranslations("lead");
  const locale = useLocale();
  const [language, setLanguage] = useState<DraftLanguage>(wordedIn[locale]);
  const [text, setText] = useState(draft[language]);
  const { busy, whatsApp } = useContact(leadId);
  const id = useId();
  return (
    <Sheet onClose={onClose} title={words("next.draft")}>
      <Segments
        chosen={language}
        legend={words("next.draftIn")}
        name={id}
        onChoose={(value) => {
          setLanguage(value);
          setText(draft[value]);
        }}
        options={languages}
      />
      <label className="sr-only" htmlFor={`${id}text`}>
        {words("next.draftText")}
      </label>
      <textarea
        className="min-h-36 w-full rounded-[10px] border border-edge bg-surface p-3 text-base md:text-body"
        id={`${id}text`}
        lang={language}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
        value={text}
      />
      <Button
        disabled={busy || !text.trim()}
        kind="primary"
        onClick={() => {
          void whatsApp(text.trim());
          onClose();
        }}
      >
        {words("next.send")}
      </Button>
    </Sheet>
  );
}
