import { EnvironmentError } from "@leadlift/services/environment";
import { OperateError } from "@leadlift/services/operate/errors";
import { startLeadLift } from "@leadlift/services/operate/start";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { environment, inherited } from "../environment.ts";

export function startCommand(): Command {
  return new Command("start")
    .description("start database, worker and dashboard; Ctrl-C stops them")
    .option(
      "--leads <number>",
      "size of the sample brokerage, when it is not there yet (LEADLIFT_DEMO_LEADS)",
    )
    .option(
      "--events-per-lead <number>",
      "about how much each of its leads did, 20 to 100 (LEADLIFT_DEMO_EVENTS_PER_LEAD)",
    )
    .action(start);
}

interface StartFlags {
  leads?: string;
  eventsPerLead?: string;
}

async function start({ leads, eventsPerLead }: StartFlags): Promise<void> {
  const stop = new AbortController();
  const force = new AbortController();
  // Only a person at the keyboard hurries: the other signals may come twice, from a group and from our parent.
  process.on("SIGINT", () => (stop.signal.aborted ? force : stop).abort());
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  try {
    await startLeadLift({
      env: environment({
        LEADLIFT_DEMO_LEADS: leads,
        LEADLIFT_DEMO_EVENTS_PER_LEAD: eventsPerLead,
      }),
      variables: inherited,
      screen: process.stdout,
      stop: stop.signal,
      force: force.signal,
    });
  } catch (error) {
    if (error instanceof OperateError || error instanceof EnvironmentError)
      throw new CommandError(error.message);
    throw error;
  } finally {
    // What is still open after an orderly end is not worth waiting for.
    if (stop.signal.aborted) process.exit(process.exitCode ?? (force.signal.aborted ? 1 : 0));
  }
}
