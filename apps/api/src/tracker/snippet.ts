import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The script as it is sent to pages: the source without its comments and indentation. */
export const snippet: string = readFileSync(new URL("./t.js", import.meta.url), "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("//"))
  .join("\n");

export const snippetTag = `"${createHash("sha256").update(snippet).digest("base64url").slice(0, 16)}"`;
