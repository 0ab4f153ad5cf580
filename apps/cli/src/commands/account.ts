import { createAccount, createAccountInput } from "@leadlift/services/auth/create-account";
import { findOrganisation } from "@leadlift/services/organisation/find";
import { setPassword, setPasswordInput } from "@leadlift/services/password/set";
import { Command } from "commander";
import { parseFlags } from "../parse-flags.ts";
import { readPassword } from "../read-password.ts";
import { withPlatform } from "../with-platform.ts";

interface CreateFlags {
  org: string;
  name: string;
  role: string;
}

export function accountCommand(): Command {
  return new Command("account")
    .description("people who may sign in")
    .addCommand(
      new Command("create")
        .description("give a person access; the password is asked for, or read from standard input")
        .argument("<email>")
        .requiredOption("--org <slug>", "short name of the organisation")
        .requiredOption("--name <name>", "how colleagues see them")
        .requiredOption("--role <role>", "broker, manager or admin")
        .action(create),
    )
    .addCommand(
      new Command("password")
        .description("set a new password for who forgot theirs; it is asked for, or read from standard input")
        .argument("<email>")
        .action(password),
    );
}

async function create(email: string, { org, name, role }: CreateFlags): Promise<void> {
  const password = await readPassword();
  await withPlatform(async (platform) => {
    const { orgId } = await findOrganisation(platform, org);
    await createAccount(platform, parseFlags(createAccountInput, { orgId, email, name, password, role }));
  });
  process.stdout.write(`${email} may sign in to ${org} as ${role}.\n`);
}

async function password(email: string): Promise<void> {
  const input = parseFlags(setPasswordInput, { email, password: await readPassword() });
  await withPlatform((platform) => setPassword(platform, input));
  process.stdout.write(
    `${email} signs in with the new password; whoever was signed in as them is not any more.\n`,
  );
}
