import { join } from "node:path";
import { compressFiles } from "./compress-files.mjs";

// Run after `next build`.
await compressFiles(join(import.meta.dirname, "../../.next/static"));
