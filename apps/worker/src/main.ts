import { readEnvironment } from "@leadlift/services/environment";
import { runUntilStopped } from "@leadlift/services/operate/run-until-stopped";
import { startWorker } from "./start-worker.ts";

await runUntilStopped(() => startWorker(readEnvironment(process.env, import.meta.dirname)));
