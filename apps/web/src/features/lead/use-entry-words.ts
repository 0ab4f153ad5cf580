import type { TimelineEntry } from "@leadlift/services/lead/timeline";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { useLostReason } from "../outcome/use-lost-reason.ts";
import { type EntryWords, entryWords } from "./timeline-words.ts";

export function useEntryWords(): (entry: TimelineEntry) => EntryWords {
  const words = useTranslations("lead");
  const reason = useLostReason();
  const { moment } = useFormats();
  return (entry) => entryWords(entry, words, { reason, moment });
}
