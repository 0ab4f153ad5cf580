import { demoAccounts, demoPassword } from "../demo/accounts.ts";
import type { Environment } from "../environment.ts";

/** What a newcomer needs to go on: the addresses, who to sign in as, how to stop. */
export function readyBlock(env: Environment): string {
  const lines = ["", `LeadLift is ready:  ${env.publicUrl}`, `API for programs:   ${env.publicApiUrl}`];
  if (env.demo) {
    const width = Math.max(...demoAccounts.map(({ email }) => email.length));
    lines.push("", "Sign in to the sample brokerage as");
    for (const { role, email } of demoAccounts) {
      lines.push(`  ${role.padEnd(8)} ${email.padEnd(width)}  ${demoPassword}`);
    }
  } else {
    lines.push("", "People are let in with: npm run leadlift -- account create");
  }
  lines.push("", "Stop with Ctrl-C; npm start continues, npm run reset starts over.", "");
  return `${lines.join("\n")}\n`;
}
