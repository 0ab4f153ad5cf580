import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { repositoryRoot } from "@leadlift/services/environment";
import { Command } from "commander";
import { runProgram } from "./run-program.ts";

// Each command is loaded when it is asked for: training brings ONNX Runtime with it, stopping need not.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./commands/start.ts")).startCommand(),
  stop: async () => (await import("./commands/stop.ts")).stopCommand(),
  reset: async () => (await import("./commands/reset.ts")).resetCommand(),
  organisation: async () => (await import("./commands/organisation.ts")).organisationCommand(),
  account: async () => (await import("./commands/account.ts")).accountCommand(),
  key: async () => (await import("./commands/key.ts")).keyCommand(),
  question: async () => (await import("./commands/question.ts")).questionCommand(),
  enrichment: async () => (await import("./commands/enrichment.ts")).enrichmentCommand(),
  import: async () => (await import("./commands/import.ts")).importCommand(),
  train: async () => (await import("./commands/train.ts")).trainCommand(),
  score: async () => (await import("./commands/score.ts")).scoreCommand(),
  evaluate: async () => (await import("./commands/evaluate.ts")).evaluateCommand(),
  bench: async () => (await import("./commands/bench.ts")).benchCommand(),
};

const settings = join(repositoryRoot(import.meta.dirname), ".env");
if (existsSync(settings)) loadEnvFile(settings);

const program = new Command("leadlift").description("Which lead to call next, why, and what to say.");
const asked = commands[process.argv[2] ?? ""];
const loaders = asked ? [asked] : Object.values(commands);
for (const load of loaders) program.addCommand(await load());

process.exitCode = await runProgram(program, process.argv);
