import { accessSync, constants, existsSync } from "node:fs";
import { modules, root } from "./paths.mjs";

/** Ends the process with one sentence where this user may not write the project's folder. */
export function requireWritable() {
  for (const folder of [root, modules]) {
    if (!existsSync(folder)) continue;
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      console.error(`The folder ${folder} cannot be written by this user: correct its owner or permissions.`);
      process.exit(1);
    }
  }
}
