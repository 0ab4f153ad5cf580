import { createInterface } from "node:readline/promises";
import { EnvironmentError } from "@leadlift/services/environment";
import { OperateError } from "@leadlift/services/operate/errors";
import { resetLeadLift } from "@leadlift/services/operate/reset";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { environment } from "../environment.ts";

export function resetCommand(): Command {
  return new Command("reset")
    .description("stop LeadLift and delete all its data, key file included")
    .option("--yes", "do not ask")
    .action(reset);
}

async function reset(flags: { yes?: boolean }): Promise<void> {
  try {
    const env = environment();
    if (!flags.yes && process.stdin.isTTY && !(await confirmed(env.dataDir))) {
      process.stdout.write("Nothing was deleted.\n");
      return;
    }
    const deleted = await resetLeadLift(env);
    process.stdout.write(deleted ? `Deleted ${env.dataDir}.\n` : `There is no data in ${env.dataDir}.\n`);
  } catch (error) {
    if (error instanceof OperateError || error instanceof EnvironmentError)
      throw new CommandError(error.message);
    throw error;
  }
}

async function confirmed(folder: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${folder}? Type yes to go on: `);
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}
