import type { ImportView } from "@leadlift/services/import/import-view";

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
