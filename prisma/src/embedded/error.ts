/** Why the embedded PostgreSQL cannot start, in one sentence that says what to do. */
export class EmbeddedError extends Error {
  override name = "EmbeddedError";
}

/** Words a fault of the file system; gives back what it does not know. */
export function wordFileError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return new EmbeddedError(
        `There is no space left on the disk of ${folder}: free at least 200 MB and start again.`,
        { cause: error },
      );
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
  if (says(/No space left on device|Disk quota exceeded/i)) {
    return new EmbeddedError(
      `There is no space left on the disk of ${folder}: free at least 200 MB and start again.`,
    );
  }
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
