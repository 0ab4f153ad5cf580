import { type Command, CommanderError } from "commander";
import { CommandError } from "./command-error.ts";

/** 0 done; 1 the data or arguments are wrong (one sentence on stderr); 2 a fault of ours. */
export type ExitCode = 0 | 1 | 2;

export async function runProgram(program: Command, argv: readonly string[]): Promise<ExitCode> {
  refuseToExit(program);
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    // Commander has already written its sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    process.stderr.write(`Something went wrong inside LeadLift: ${describe(error)}\n`);
    return 2;
  }
}

function refuseToExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) refuseToExit(child);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
