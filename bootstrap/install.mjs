import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { whileSaying } from "./busy.mjs";
import { modules, root } from "./paths.mjs";
import { PnpmMissing, pnpmFolders } from "./pnpm.mjs";
import { capture, environment } from "./run-command.mjs";

const stamp = join(modules, ".cache", "leadlift", "installed");

/** Installs what pnpm-lock.yaml says, unless that was done already. Ends the process with one sentence when it cannot. */
export async function install(screen = process.stderr) {
  const state = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  const started = Date.now();
  const label = "Installing packages (the first time takes a minute or two)";
  const { code, output } = await whileSaying(label, installWithPnpm(), screen);
  if (code !== 0) {
    console.error(explain(output));
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
  screen.write(`✓ Packages installed (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

async function installWithPnpm() {
  try {
    const env = { ...environment(await pnpmFolders()), CI: "true" };
    return await capture("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], { env });
  } catch (error) {
    if (error instanceof PnpmMissing) return { code: 1, output: error.message };
    throw error;
  }
}

function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function manifests() {
  const folders = ["apps", "packages"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  return [".", "prisma", "e2e", ...folders]
    .map((folder) => join(folder, "package.json"))
    .filter((file) => existsSync(join(root, file)))
    .sort();
}

const causes = [
  [/ENOSPC|no space left/i, "There is no space left on the disk: free about 2 GB and run this again."],
  [
    /EACCES|EPERM|EROFS|permission denied/i,
    `The folder ${root} cannot be written: correct its permissions and run this again.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET|META_FETCH_FAIL|network|dns|connect error|Connection refused|timed out/i,
    "The npm registry cannot be reached: check the network (or the proxy setting of npm) and run this again.",
  ],
  [
    /OUTDATED_LOCKFILE/,
    "pnpm-lock.yaml does not match a package.json: run npx pnpm install, then this again.",
  ],
];

function explain(output) {
  const tail = output.trim().split("\n").slice(-12).join("\n");
  const cause = causes.find(([sign]) => sign.test(output));
  return cause ? cause[1] : `${tail}\nThe packages could not be installed; the lines above say why.`;
}
