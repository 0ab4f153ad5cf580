import { EnvironmentError } from "@leadlift/services/environment";
import { OperateError } from "@leadlift/services/operate/errors";
import { startLeadLift } from "@leadlift/services/operate/start";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { environment, inherited } from "../environment.ts";

export function startCommand(): Command {
  return new Command("start")
    .description("start database, worker and dashboard; Ctrl-C stops them")
    .action(start);
}

async function start(): Promise<void> {
  const stop = new AbortController();
  const force = new AbortController();
  // Only a person at the keyboard hurries: the other signals may come twice, from a group and from our parent.
  process.on("SIGINT", () => (stop.signal.aborted ? force : stop).abort());
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  try {
    await startLeadLift({
      env: environment(),
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
