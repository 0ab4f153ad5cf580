import { createApiKey, createApiKeyInput } from "@leadlift/services/api-key/create";
import { type ApiKeyView, listApiKeys } from "@leadlift/services/api-key/list";
import { revokeApiKey } from "@leadlift/services/api-key/revoke";
import { longestOverlapHours, rotateApiKey, rotateApiKeyInput } from "@leadlift/services/api-key/rotate";
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
  test?: boolean;
  perSecond?: string;
}

interface RotateFlags extends OrgFlag {
  overlap?: string;
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
        .option("--test", "of a program: works on data of its own")
        .option("--per-second <requests>", "of a program: how often it may ask at most")
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
      new Command("rotate")
        .description("make a key that takes the place of one; it is shown this once")
        .argument("<prefix>", "what the key begins with, as list shows it")
        .requiredOption(...org)
        .option(
          "--overlap <hours>",
          `for which the old one goes on working (0 to ${longestOverlapHours}; 24)`,
        )
        .action(rotate),
    )
    .addCommand(
      new Command("revoke")
        .description("end a key within a second")
        .argument("<prefix>", "what the key begins with, as list shows it")
        .requiredOption(...org)
        .action(revoke),
    );
}

async function create(
  name: string,
  { org: slug, scopes, site, expires, ...more }: CreateFlags,
): Promise<void> {
  if ((scopes === undefined) === (site === undefined)) {
    throw new CommandError("Say what the key is for: either --scopes or --site.");
  }
  const kind = site
    ? { kind: "site", origins: site.flatMap(eachOf) }
    : {
        kind: "secret",
        scopes: scopes?.flatMap(eachOf),
        test: more.test,
        perSecond: more.perSecond === undefined ? undefined : Number(more.perSecond),
      };
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

async function rotate(prefix: string, { org: slug, overlap }: RotateFlags): Promise<void> {
  const { key, oldEndsAt } = await within(slug, async (ctx) => {
    const { id } = await keyWith(ctx, slug, prefix);
    const overlapHours = overlap === undefined ? undefined : Number(overlap);
    return rotateApiKey(ctx, parseFlags(rotateApiKeyInput, { id, overlapHours }));
  });
  process.stdout.write(`${key}\n`);
  process.stderr.write(`Keep it well: it is shown this once. ${prefix} ends ${oldEndsAt.toISOString()}.\n`);
}

async function revoke(prefix: string, { org: slug }: OrgFlag): Promise<void> {
  await within(slug, async (ctx) => {
    const { id } = await keyWith(ctx, slug, prefix);
    await revokeApiKey(ctx, { id });
  });
  process.stdout.write(`${prefix} is revoked.\n`);
}

async function keyWith(ctx: Context, slug: string, prefix: string): Promise<ApiKeyView> {
  const key = (await listApiKeys(ctx)).find((each) => each.prefix === prefix);
  if (!key) throw new CommandError(`${slug} has no key that begins with ${prefix}.`);
  return key;
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
