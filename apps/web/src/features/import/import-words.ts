import type { ImportKind } from "@leadlift/services/import/content";
import type { ImportView } from "@leadlift/services/import/import-view";

export const kindNames: Readonly<Record<ImportKind, string>> = {
  leads: "Leads",
  activities: "Past activities",
  listings: "Listings",
};

export const kindDetails: Readonly<Record<ImportKind, string>> = {
  leads: "One enquiry a row",
  activities: "What leads did: calls, messages, visits, pages",
  listings: "Flats and projects they ask for",
};

export const statusWords: Readonly<Record<ImportView["status"], string>> = {
  uploaded: "waiting for you",
  queued: "queued",
  running: "running",
  done: "done",
  failed: "not finished",
};

export const statusTones = {
  uploaded: "warn",
  queued: "accent",
  running: "accent",
  done: "good",
  failed: "bad",
} as const;

export function isRunning({ status }: Pick<ImportView, "status">): boolean {
  return status === "queued" || status === "running";
}
