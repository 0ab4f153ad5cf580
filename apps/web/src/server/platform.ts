import { readEnvironment } from "@leadlift/services/environment";
import { openPlatform, type Platform } from "@leadlift/services/platform";

declare global {
  // Kept across reloads of modules in development, where each edit evaluates them again.
  var leadliftPlatform: Promise<Platform> | undefined;
}

/** The process's only platform, opened by whoever asks first; a failed opening is tried again. */
export function platform(): Promise<Platform> {
  // biome-ignore lint/style/noProcessEnv: this is where the app starts; Next has no main file.
  globalThis.leadliftPlatform ??= openPlatform(readEnvironment(process.env), "web").catch(
    (error: unknown) => {
      globalThis.leadliftPlatform = undefined;
      throw error;
    },
  );
  return globalThis.leadliftPlatform;
}
