import { readEnvironment } from "@leadlift/services/environment";
import { runUntilStopped } from "@leadlift/services/operate/run-until-stopped";
import { startApi } from "./start-api.ts";

await runUntilStopped(() => startApi(readEnvironment(process.env, import.meta.dirname)));
