// Looks after a cluster in a process of its own that ignores Ctrl-C, so that a test can send it, or kill it.
import { startEmbedded } from "../embedded.ts";

process.on("SIGINT", () => process.stdout.write("interrupted\n"));
const [dataDir = ""] = process.argv.slice(2);
const { url } = await startEmbedded({ dataDir, settings: { fsync: "off" } });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 60_000);
