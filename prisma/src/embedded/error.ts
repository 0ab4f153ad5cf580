import { statfsSync } from "node:fs";

/** Why the embedded PostgreSQL cannot start, in one sentence that says what to do. */
export class EmbeddedError extends Error {
  override name = "EmbeddedError";
}

/** Throws where the disk has no room for a new cluster (40 MB, and as much again while it works). */
export function requireSpace(folder: string): void {
  if (freeMegabytes(folder) < 100) throw noSpace(folder);
}

function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return (bavail * bsize) / 1_000_000;
}

function noSpace(folder: string): EmbeddedError {
  return new EmbeddedError(
    `There is not enough space left on the disk of ${folder}: free at least 200 MB and start again.`,
  );
}

/** Words a fault of the file system; gives back what it does not know. */
export function wordFileError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return noSpace(folder);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new EmbeddedError(
        `LeadLift may not write to ${folder}: give its user that permission, or set LEADLIFT_DATA_DIR to another folder.`,
        { cause: error },
      );
    default:
      return error;
  }
}

/** Words what PostgreSQL wrote before it gave up. */
export function wordServerLog(log: string, folder: string, logFile: string): EmbeddedError {
  const says = (pattern: RegExp) => pattern.test(log);
  // A full disk can also end it in a panic that says nothing of the disk.
  if (says(/No space left on device|Disk quota exceeded/i) || freeMegabytes(folder) < 20)
    return noSpace(folder);
  if (says(/Permission denied|Read-only file system/i)) {
    return new EmbeddedError(
      `PostgreSQL may not use ${folder}: give the user that starts LeadLift that permission, or set LEADLIFT_DATA_DIR to another folder.`,
    );
  }
  if (says(/database files are incompatible with server/i)) {
    return new EmbeddedError(
      `The database in ${folder} was made by another PostgreSQL: start with the LeadLift that made it, or begin anew with npm run reset.`,
    );
  }
  if (says(/could not (map|create|resize) .*shared memory|Cannot allocate memory/i)) {
    return new EmbeddedError("There is not enough memory for PostgreSQL: it needs about 300 MB.");
  }
  const last = log
    .trim()
    .split("\n")
    .filter((line) => /FATAL|PANIC|error/i.test(line))
    .at(-1);
  return new EmbeddedError(`PostgreSQL did not start${last ? ` (${last.trim()})` : ""}: see ${logFile}.`);
}
