import type { ImportView } from "@leadlift/services/import/import-view";

type Status = ImportView["status"] | "undoing" | "undone";

const statusTones = {
  uploaded: "warn",
  queued: "accent",
  running: "accent",
  done: "good",
  failed: "bad",
  undoing: "accent",
  undone: "plain",
} as const satisfies Record<Status, string>;

type Shown = Pick<ImportView, "status" | "undo">;

/** The key of what has become of an import. */
export function statusOf({ status, undo }: Shown): Status {
  return undo?.status === "done" ? "undone" : undo && isOn(undo) ? "undoing" : status;
}

export function toneOf(run: Shown): (typeof statusTones)[Status] {
  return statusTones[statusOf(run)];
}

/** Whether something goes on that is worth looking at again. */
export function isRunning(run: Shown): boolean {
  return isOn(run) || (run.undo !== null && isOn(run.undo));
}

export function isOn({ status }: { status: string }): boolean {
  return status === "queued" || status === "running";
}
