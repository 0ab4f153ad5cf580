import { type SpawnOptions, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { EmbeddedError } from "./error.ts";

/** How PostgreSQL's programs are run: as whom, and with data and programs where that user can reach them. */
export interface Runner {
  programs: string;
  /** the folder that holds the cluster and the server's log */
  folder: string;
  command(program: string, args: string[]): { file: string; args: string[]; options: SpawnOptions };
  /** gives a file or folder to the user that PostgreSQL runs as */
  own(path: string): void;
}

export type RootMode = "namespace" | "copy";

interface PlainUser {
  name: string;
  uid: number;
  gid: number;
}

const sharedFolder = "/var/lib/leadlift";

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace, where the same user bears another
 * number; where namespaces are forbidden, as a plain user, with copies in /var/lib/leadlift if need be.
 */
export function chooseRunner(programs: string, folder: string, mode?: RootMode): Runner {
  if (process.getuid?.() !== 0) return ownUser(programs, folder);
  const users = plainUsers();
  const seen = users.find((user) => user.uid >= 1000 && user.uid < 60_000) ?? users[0];
  // A cluster that was made elsewhere stays there.
  const moved = existsSync(folderElsewhere(folder));
  if (mode !== "copy" && !moved && seen && namespaceWorks(seen)) return inNamespace(programs, folder, seen);
  const user =
    users.find((each) => each.name === "postgres") ?? users.find((each) => each.name === "nobody") ?? seen;
  if (mode === "namespace" || !user) throw cannotRunAsRoot();
  return asPlainUser(programs, folder, user);
}

/** The folder outside the data folder that a cluster of root may live in. */
export function folderElsewhere(folder: string): string {
  return join(sharedFolder, createHash("sha256").update(folder).digest("hex").slice(0, 16));
}

function ownUser(programs: string, folder: string): Runner {
  makeExecutable(programs);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    programs,
    folder,
    command: (program, args) => ({ file: join(programs, "bin", program), args, options: {} }),
    own: () => undefined,
  };
}

function inNamespace(programs: string, folder: string, user: PlainUser): Runner {
  takeOver(folder, { uid: 0, gid: 0 });
  return {
    ...ownUser(programs, folder),
    command: (program, args) => ({
      file: "unshare",
      args: ["-U", `--map-user=${user.uid}`, "--", join(programs, "bin", program), ...args],
      options: {},
    }),
  };
}

function namespaceWorks(user: PlainUser): boolean {
  const probe = spawnSync("unshare", ["-U", `--map-user=${user.uid}`, "--", "id", "-u"], {
    encoding: "utf8",
  });
  return probe.status === 0 && probe.stdout.trim() === String(user.uid);
}

function asPlainUser(programs: string, folder: string, user: PlainUser): Runner {
  makeExecutable(programs);
  const identity = { uid: user.uid, gid: user.gid };
  const reachable = (path: string) =>
    spawnSync("/bin/sh", ["-c", 'test -x "$0"', path], { ...identity, cwd: "/" }).status === 0;

  const home =
    !existsSync(folderElsewhere(folder)) && reachable(existingParent(dirname(folder)))
      ? folder
      : folderElsewhere(folder);
  if (home !== folder && existsSync(join(folder, "cluster"))) {
    throw new EmbeddedError(
      `The database in ${folder} was made as root in a user namespace, which this machine now forbids: allow them, start as an ordinary user who owns that folder, or set DATABASE_URL.`,
    );
  }
  const reachablePrograms = reachable(join(programs, "bin", "postgres")) ? programs : copyPrograms(programs);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (home !== folder) chmodSync(sharedFolder, 0o755);
  chownSync(home, user.uid, user.gid);
  takeOver(home, user);
  if (!reachable(home) || !reachable(join(reachablePrograms, "bin", "postgres"))) throw cannotRunAsRoot();
  return {
    programs: reachablePrograms,
    folder: home,
    command: (program, args) => ({
      file: join(reachablePrograms, "bin", program),
      args,
      options: { ...identity, cwd: "/" },
    }),
    own: (path) => chownSync(path, user.uid, user.gid),
  };
}

// Root may start on a machine, or in a manner, that another user's cluster was made in.
function takeOver(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  const cluster = join(folder, "cluster");
  if (!existsSync(cluster) || statSync(cluster).uid === uid) return;
  spawnSync("chown", ["-R", `${uid}:${gid}`, folder]);
}

function copyPrograms(programs: string): string {
  const version = createHash("sha256")
    .update(programs)
    .update(String(statSync(join(programs, "bin", "postgres")).mtimeMs));
  const target = join(sharedFolder, `postgresql-${version.digest("hex").slice(0, 16)}`);
  if (existsSync(target)) return target;
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  cpSync(programs, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function existingParent(folder: string): string {
  return existsSync(folder) ? folder : existingParent(dirname(folder));
}

function plainUsers(): PlainUser[] {
  try {
    const lines = readFileSync("/etc/passwd", "utf8").split("\n");
    return lines
      .map((line) => line.split(":"))
      .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter(
        ({ name, uid, gid }) => name !== "" && uid > 0 && Number.isInteger(uid) && Number.isInteger(gid),
      );
  } catch {
    return [];
  }
}

// Some installers drop the executable bit, and a read-only store must not be touched without need.
function makeExecutable(programs: string): void {
  for (const program of ["initdb", "postgres"]) {
    const path = join(programs, "bin", program);
    const file = existsSync(path) ? path : `${path}.exe`;
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}

function cannotRunAsRoot(): EmbeddedError {
  return new EmbeddedError(
    "PostgreSQL does not run as root, and no plain user of this machine can reach its files: start LeadLift as an ordinary user, or set DATABASE_URL.",
  );
}
