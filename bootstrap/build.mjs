import { pnpmFolders } from "./pnpm.mjs";
import { capture, environment } from "./run-command.mjs";

/** Builds the packages that run from dist, as far as they changed. Returns an exit code; says nothing when all is well. */
export async function buildLibraries() {
  const env = { ...environment(await pnpmFolders()), TURBO_TELEMETRY_DISABLED: "1", CI: "true" };
  const built = await capture("turbo", ["run", "build", "--output-logs=errors-only"], { env });
  if (built.code !== 0)
    console.error(`${built.output.trim()}\nThe packages could not be built; the lines above say why.`);
  return built.code;
}
