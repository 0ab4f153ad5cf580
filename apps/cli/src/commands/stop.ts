import { EnvironmentError } from "@leadlift/services/environment";
import { OperateError } from "@leadlift/services/operate/errors";
import { stopLeadLift } from "@leadlift/services/operate/stop";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { environment } from "../environment.ts";

export function stopCommand(): Command {
  return new Command("stop").description("stop a running LeadLift").action(stop);
}

async function stop(): Promise<void> {
  try {
    const stopped = await stopLeadLift(environment());
    process.stdout.write(stopped ? "LeadLift has stopped.\n" : "LeadLift was not running.\n");
  } catch (error) {
    if (error instanceof OperateError || error instanceof EnvironmentError)
      throw new CommandError(error.message);
    throw error;
  }
}
