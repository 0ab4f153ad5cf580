import { createApiKey, createApiKeyInput } from "@leadlift/services/api-key/create";
import { type ApiKeyView, listApiKeys } from "@leadlift/services/api-key/list";
import { revokeApiKey } from "@leadlift/services/api-key/revoke";
import { scopes } from "@leadlift/services/api-key/scopes";
import { type Context, systemContext } from "@leadlift/services/context";
import { findOrganisation } from "@leadlift/services/organisation/find";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { parseFlags } from "../parse-flags.ts";
import { withPlatform } from "../with-platform.ts";

interface OrgFlag {
  org: string;
}

interface CreateFlags extends OrgFlag {
  scopes?: string[];
  site?: string[];
  expires?: string;
}

const org = ["--org <slug>", "the organisation's short name"] as const;

export function keyCommand(): Command {
  return new Command("key")
    .description("keys for programs that use the API, and for the tracking snippet")
    .addCommand(
      new Command("create")
        .description("make a key; it is shown this once")
        .argument("<name>", "what it is for")
        .requiredOption(...org)
        .option("--scopes <scopes...>", `for a program: ${scopes.join(" ")}`)
        .option("--site <addresses...>", "for the tracking snippet on these sites")
        .option("--expires <date>", "for instance 2027-03-31")
        .action(create),
    )
    .addCommand(
      new Command("list")
        .description("the keys there are and were")
        .requiredOption(...org)
        .action(list),
    )
    .addCommand(
      new Command("revoke")
        .description("end a key within a second")
        .argument("<prefix>", "what the key begins with, as list shows it")
        .requiredOption(...org)
        .action(revoke),
    );
}

async function create(name: string, { org: slug, scopes, site, expires }: CreateFlags): Promise<void> {
  if ((scopes === undefined) === (site === undefined)) {
    throw new CommandError("Say what the key is for: either --scopes or --site.");
  }
  const kind = site
    ? { kind: "site", origins: site.flatMap(eachOf) }
    : { kind: "secret", scopes: scopes?.flatMap(eachOf) };
  const input = parseFlags(createApiKeyInput, { ...kind, name, expiresAt: expires });
  const { key } = await within(slug, (ctx) => createApiKey(ctx, input));
  process.stdout.write(`${key}\n`);
  if (!site) process.stderr.write("Keep it well: it is shown this once.\n");
}

/** What was written with commas in between as well as with spaces. */
function eachOf(given: string): string[] {
  return given.split(",").filter(Boolean);
}

async function list({ org: slug }: OrgFlag): Promise<void> {
  const keys = await within(slug, listApiKeys);
  if (keys.length === 0) process.stdout.write(`${slug} has no key.\n`);
  for (const key of keys) process.stdout.write(`${lineOf(key)}\n`);
}

async function revoke(prefix: string, { org: slug }: OrgFlag): Promise<void> {
  await within(slug, async (ctx) => {
    const key = (await listApiKeys(ctx)).find((each) => each.prefix === prefix);
    if (!key) throw new CommandError(`${slug} has no key that begins with ${prefix}.`);
    await revokeApiKey(ctx, { id: key.id });
  });
  process.stdout.write(`${prefix} is revoked.\n`);
}

function within<T>(slug: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withPlatform(async (platform) => {
    const { orgId } = await findOrganisation(platform, slug);
    return work(await systemContext(platform, orgId, "command line"));
  });
}

function lineOf({ prefix, name, scopes, origins, expiresAt, lastUsedAt, revokedAt }: ApiKeyView): string {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const notes = [
    origins.length > 0 ? origins.join(" ") : scopes.join(" "),
    expiresAt && `expires ${day(expiresAt)}`,
    lastUsedAt ? `last used ${day(lastUsedAt)}` : "never used",
    revokedAt && `revoked ${day(revokedAt)}`,
  ];
  return [prefix.padEnd(20), name, ...notes.filter(Boolean)].join("  ");
}
