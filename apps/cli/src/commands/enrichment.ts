import { readFileSync } from "node:fs";
import { type Context, systemContext } from "@leadlift/services/context";
import { type ListedProvider, listProviders } from "@leadlift/services/enrichment/list-providers";
import { presetNames, presets } from "@leadlift/services/enrichment/presets";
import { putProvider, putProviderInput } from "@leadlift/services/enrichment/put-provider";
import { removeProvider } from "@leadlift/services/enrichment/remove-provider";
import { findOrganisation } from "@leadlift/services/organisation/find";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { parseFlags } from "../parse-flags.ts";
import { withPlatform } from "../with-platform.ts";

interface OrgFlag {
  org: string;
}

interface SetFlags extends OrgFlag {
  preset?: string;
  settings?: string;
  secretFile?: string;
  budget?: string;
  off?: boolean;
}

const org = ["--org <slug>", "the organisation's short name"] as const;

export function enrichmentCommand(): Command {
  return new Command("enrichment")
    .description("providers that are asked about leads whose persons agree to it")
    .addCommand(
      new Command("set")
        .description("add a provider, or change what is given of one")
        .argument("<name>", "what it is called here")
        .requiredOption(...org)
        .option("--preset <name>", `settings to begin with: ${presetNames.join(", ")}`)
        .option(
          "--settings <file>",
          "settings as JSON: method, url, headers, body, mapping, timeoutMs, cacheDays",
        )
        .option("--secret-file <file>", "a file that holds its key on one line")
        .option("--budget <requests>", "at most so many requests a calendar month")
        .option("--off", "keep it, and do not ask it")
        .action(set),
    )
    .addCommand(
      new Command("list")
        .description("the providers, in the order in which they are asked")
        .requiredOption(...org)
        .action(list),
    )
    .addCommand(
      new Command("remove")
        .description("forget a provider with its key and its answers")
        .argument("<name>", "as list shows it")
        .requiredOption(...org)
        .action(remove),
    );
}

async function set(name: string, flags: SetFlags): Promise<void> {
  const { preset, settings, secretFile, budget, off, org: slug } = flags;
  if (preset !== undefined && settings !== undefined) {
    throw new CommandError("Say either --preset or --settings.");
  }
  const chosen = presetNames.find((each) => each === preset);
  if (preset !== undefined && !chosen) {
    throw new CommandError(`--preset must be one of ${presetNames.join(", ")}.`);
  }
  const wanted = chosen ? presets[chosen].settings : settings === undefined ? undefined : readJson(settings);
  const secret = secretFile === undefined ? undefined : readText(secretFile).trim();
  await within(slug, async (ctx) => {
    const before = (await listProviders(ctx)).find((each) => each.name === name);
    if (!before && (wanted === undefined || budget === undefined)) {
      throw new CommandError("A new provider needs --budget, and --preset or --settings.");
    }
    const input = parseFlags(putProviderInput, {
      id: before?.id,
      name,
      enabled: !off,
      settings: wanted ?? before?.settings,
      secret,
      monthlyBudget: budget === undefined ? before?.monthlyBudget : Number(budget),
    });
    await putProvider(ctx, input);
  });
  process.stdout.write(
    `${name} is ${off ? "kept, and not asked" : "asked about leads whose persons agree to it"}.\n`,
  );
}

async function list({ org: slug }: OrgFlag): Promise<void> {
  const providers = await within(slug, listProviders);
  if (providers.length === 0) process.stdout.write(`${slug} has no provider.\n`);
  for (const provider of providers) process.stdout.write(`${lineOf(provider)}\n`);
}

async function remove(name: string, { org: slug }: OrgFlag): Promise<void> {
  await within(slug, async (ctx) => removeProvider(ctx, { id: (await named(ctx, slug, name)).id }));
  process.stdout.write(`${name} is removed.\n`);
}

async function named(ctx: Context, slug: string, name: string): Promise<ListedProvider> {
  const found = (await listProviders(ctx)).find((each) => each.name === name);
  if (!found) throw new CommandError(`${slug} has no provider called ${name}.`);
  return found;
}

function within<T>(slug: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withPlatform(async (platform) => {
    const { orgId } = await findOrganisation(platform, slug);
    return work(await systemContext(platform, orgId, "command line"));
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`${file} is no JSON.`);
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new CommandError(`${file} cannot be read.`);
  }
}

function lineOf(provider: ListedProvider): string {
  const { name, enabled, settings, usedThisMonth, monthlyBudget, lastError } = provider;
  const notes = [
    new URL(settings.url).host,
    `${usedThisMonth} of ${monthlyBudget} requests this month`,
    !enabled && "off",
    lastError && `last failure ${lastError}`,
  ];
  return [name, ...notes.filter(Boolean)].join("  ");
}
