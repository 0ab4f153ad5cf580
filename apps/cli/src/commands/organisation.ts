import { createOrganisation, createOrganisationInput } from "@leadlift/services/organisation/create";
import { Command } from "commander";
import { parseFlags } from "../parse-flags.ts";
import { withPlatform } from "../with-platform.ts";

interface CreateFlags {
  slug: string;
  timezone?: string;
  currency?: string;
}

export function organisationCommand(): Command {
  return new Command("organisation")
    .description("organisations on this installation")
    .addCommand(
      new Command("create")
        .description("make an empty organisation")
        .argument("<name>")
        .requiredOption("--slug <name>", "short name: small letters, digits and hyphens")
        .option("--timezone <zone>", "default Asia/Kolkata")
        .option("--currency <code>", "default INR")
        .action(create),
    );
}

async function create(name: string, flags: CreateFlags): Promise<void> {
  const input = parseFlags(createOrganisationInput, { name, ...flags });
  const { orgId } = await withPlatform((platform) => createOrganisation(platform, input));
  process.stdout.write(
    `Made ${input.name} (${orgId}). Next: leadlift account create <email> --org ${input.slug}\n`,
  );
}
