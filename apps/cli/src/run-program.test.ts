import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "./command-error.ts";
import { runProgram } from "./run-program.ts";

let stderr: string;
beforeEach(() => {
  stderr = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

function run(action: () => Promise<void>, ...args: string[]) {
  const program = new Command("leadlift");
  program.addCommand(new Command("work").requiredOption("--on <thing>").action(action));
  return runProgram(program, ["node", "leadlift", ...args]);
}

describe("exit codes", () => {
  it("is 0 when the work is done", async () => {
    expect(await run(async () => {}, "work", "--on", "it")).toBe(0);
    expect(stderr).toBe("");
  });

  it("is 1 with the sentence alone when data or arguments are wrong", async () => {
    const refuse = async () => {
      throw new CommandError("The file is empty.");
    };
    expect(await run(refuse, "work", "--on", "it")).toBe(1);
    expect(stderr).toBe("The file is empty.\n");
  });

  it("is 1 with one line when an option is missing or unknown", async () => {
    expect(await run(async () => {}, "work")).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("--on");
  });

  it("is 2 when the fault is ours", async () => {
    const fail = async () => {
      throw new TypeError("x is undefined");
    };
    expect(await run(fail, "work", "--on", "it")).toBe(2);
    expect(stderr).toMatch(/^Something went wrong inside LeadLift: TypeError: x is undefined/);
  });
});
