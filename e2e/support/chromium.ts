import { existsSync } from "node:fs";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Undefined leaves the choice to Playwright's own browser. */
export const chromiumPath: string | undefined = process.env.CHROMIUM_PATH ?? known.find(existsSync);
