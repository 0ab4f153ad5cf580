import { EnvironmentError } from "@leadlift/services/environment";
import { ServiceError } from "@leadlift/services/errors";
import { openPlatform, type Platform } from "@leadlift/services/platform";
import { CommandError } from "./command-error.ts";
import { environment } from "./environment.ts";

/** Opens the running installation for one command. What a service refuses becomes the command's one sentence. */
export async function withPlatform<T>(work: (platform: Platform) => Promise<T>): Promise<T> {
  try {
    const platform = await openPlatform(environment(), "leadlift-cli", {
      poolSize: 4,
    });
    try {
      return await work(platform);
    } finally {
      await platform.close();
    }
  } catch (error) {
    if (error instanceof ServiceError || error instanceof EnvironmentError)
      throw new CommandError(error.message);
    throw error;
  }
}
