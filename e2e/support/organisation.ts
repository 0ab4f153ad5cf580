import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Account {
  name: string;
  email: string;
  password: string;
  role: string;
}

/** An organisation of a journey's own, with the people who work in it. */
export async function addOrganisation(
  name: string,
  slug: string,
  accounts: readonly Account[],
): Promise<void> {
  await leadlift(["organisation", "create", name, "--slug", slug]);
  for (const { email, name, role, password } of accounts) {
    await leadlift(["account", "create", email, "--org", slug, "--name", name, "--role", role], password);
  }
}

/** One command of the operator's, on the installation that the journeys run on. */
export function leadlift(args: string[], input = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const command = spawn(process.execPath, ["bootstrap/cli.mjs", ...args], { cwd: root, env: process.env });
    let output = "";
    command.stdout.on("data", (chunk) => (output += chunk));
    command.stderr.on("data", (chunk) => (output += chunk));
    command.stdin.end(input);
    command.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`leadlift ${args.join(" ")} ended with ${code}:\n${output}`)),
    );
  });
}
