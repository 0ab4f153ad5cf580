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

type Status = ImportView["status"] | "undoing" | "undone";

const statusWords: Readonly<Record<Status, string>> = {
  uploaded: "waiting for you",
  queued: "queued",
  running: "running",
  done: "done",
  failed: "not finished",
  undoing: "being undone",
  undone: "undone",
};

const statusTones = {
  uploaded: "warn",
  queued: "accent",
  running: "accent",
  done: "good",
  failed: "bad",
  undoing: "accent",
  undone: "plain",
} as const;

type Shown = Pick<ImportView, "status" | "undo">;

/** What has become of an import, in a word and its tone. */
export function statusOf({ status, undo }: Shown): { text: string; tone: (typeof statusTones)[Status] } {
  const shown = undo?.status === "done" ? "undone" : undo && isOn(undo) ? "undoing" : status;
  return { text: statusWords[shown], tone: statusTones[shown] };
}

/** Whether something goes on that is worth looking at again. */
export function isRunning(run: Shown): boolean {
  return isOn(run) || (run.undo !== null && isOn(run.undo));
}

export function isOn({ status }: { status: string }): boolean {
  return status === "queued" || status === "running";
}
