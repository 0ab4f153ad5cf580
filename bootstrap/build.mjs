import { whileSaying } from "./busy.mjs";
import { pnpmFolders } from "./pnpm.mjs";
import { capture, environment } from "./run-command.mjs";

/** Builds the packages that run from dist, as far as they changed. Returns an exit code; says little when all is well. */
export async function buildLibraries(screen = process.stderr) {
  const env = { ...environment(await pnpmFolders()), TURBO_TELEMETRY_DISABLED: "1", CI: "true" };
  const building = capture("turbo", ["run", "build", "--output-logs=errors-only"], { env });
  const built = await whileSaying("Building the libraries", building, screen);
  if (built.code !== 0)
    console.error(`${built.output.trim()}\nThe packages could not be built; the lines above say why.`);
  return built.code;
}
