import type { TimelineEntry } from "@leadlift/services/lead/timeline";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { useLostReason } from "../outcome/use-lost-reason.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { type EntryWords, entryWords } from "./timeline-words.ts";

export function useEntryWords(): (entry: TimelineEntry) => EntryWords {
  const words = useTranslations("lead");
  const reason = useLostReason();
  const { moment } = useFormats();
  const { ladder } = useWorkspace();
  const step = (key: string, label: string) => ladder.find((each) => each.key === key)?.label ?? label;
  return (entry) => entryWords(entry, words, { reason, moment, step });
}
