import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { EmbeddedError } from "./error.ts";
import { isSameProcess, markProcess } from "./process.ts";

const markSchema = z.object({ pid: z.number().int(), began: z.string().nullable() });

/**
 * Makes this process the only one that looks after the cluster; returns what gives that up.
 * A mark of a process that ended without giving it up counts for nothing.
 */
export function superviseAlone(path: string): () => void {
  const mine = JSON.stringify(markProcess(process.pid));
  const held = readMark(path);
  if (held && isSameProcess(held)) {
    throw new EmbeddedError(
      `LeadLift is already running on this data (process ${held.pid}): stop that one first, or set LEADLIFT_DATA_DIR to another folder.`,
    );
  }
  rmSync(path, { force: true });
  try {
    writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const other = readMark(path);
    if (!other) throw error;
    throw new EmbeddedError(`LeadLift is just being started on this data by process ${other.pid}.`);
  }
  return () => {
    if (readText(path) === mine) rmSync(path, { force: true });
  };
}

function readMark(path: string): z.infer<typeof markSchema> | undefined {
  try {
    return markSchema.parse(JSON.parse(readText(path) ?? ""));
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
