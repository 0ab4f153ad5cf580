import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { type Session, signedInToSample } from "../support/browser.ts";
import {
  addressOf,
  firstLead,
  type Role,
  type Route,
  roles,
  routes,
  sizes,
  themes,
} from "../support/routes.ts";
import { fileOf, indexPage, type Screen } from "./index-page.ts";
import { pictureOf } from "./picture.ts";

const locales = { en: "en-IN", hi: "hi-IN" } as const;

export interface RemakeOptions {
  browser: Browser;
  /** of an installation with the sample brokerage */
  url: string;
  /** where the pictures go */
  folder: string;
  /** only these, and no other file is touched; null: all of them, and what else is there goes */
  names: readonly string[] | null;
  say(line: string): void;
}

type Pictures = Map<Screen, Buffer>;

/** Makes the pictures anew. A page that does not answer is left out, and that is said. */
export async function remakeScreens({ browser, url, folder, names, say }: RemakeOptions): Promise<void> {
  const stage = new Stage(browser, url);
  await stage.signIn();
  const pictures: Pictures = new Map();
  for (const route of names ? routes.filter(({ name }) => names.includes(name)) : routes) {
    const status = await stage.statusOf(route);
    if (status === 200) await stage.take(route, pictures);
    say(status === 200 ? route.path : `${route.path} is left out: it answers ${status}.`);
  }
  if (names === null) await clear(folder);
  const bytes = await keep(pictures, folder);
  if (names === null) await writeFile(join(folder, "README.md"), indexPage([...pictures.keys()]));
  say(`${pictures.size} pictures, ${(bytes / 1e6).toFixed(1)} MB, in ${folder}`);
}

/** Who looks at the pages, and at which lead. */
class Stage {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #sessions = new Map<Role, Session>();
  #leadId: string | null = null;

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  async signIn(): Promise<void> {
    for (const role of roles) {
      this.#sessions.set(role, await signedInToSample(this.#browser, this.#url, role));
    }
    const context = await this.#browser.newContext(this.#as("broker"));
    this.#leadId = await firstLead(await context.newPage(), "/leads?owner=me");
    await context.close();
  }

  async statusOf(route: Route): Promise<number> {
    const context = await this.#browser.newContext(this.#as(route.seenBy[0]));
    const response = await context.request.get(addressOf(route, this.#leadId));
    await context.close();
    return response.status();
  }

  async take(route: Route, pictures: Pictures): Promise<void> {
    for (const language of route.hindi ? (["en", "hi"] as const) : (["en"] as const)) {
      for (const size of ["phone", "desktop"] as const) {
        await this.#takeThemes({ route, size, language }, pictures);
      }
    }
  }

  async #takeThemes({ route, size, language }: Omit<Screen, "theme">, pictures: Pictures): Promise<void> {
    const phone = size === "phone";
    const context = await this.#browser.newContext({
      ...this.#as(route.seenBy[0]),
      locale: locales[language],
      viewport: sizes[size],
      deviceScaleFactor: phone ? 2 : 1,
      isMobile: phone,
      hasTouch: phone,
    });
    const page = await context.newPage();
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.goto(addressOf(route, this.#leadId));
      pictures.set({ route, size, theme, language }, await pictureOf(page));
    }
    await context.close();
  }

  #as(role: Role | undefined): BrowserContextOptions {
    const session = role && this.#sessions.get(role);
    return { baseURL: this.#url, timezoneId: "Asia/Kolkata", ...(session ? { storageState: session } : {}) };
  }
}

async function clear(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith(".webp")) await rm(join(folder, name));
}

async function keep(pictures: ReadonlyMap<Screen, Buffer>, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const [screen, picture] of pictures) {
    bytes += picture.length;
    await writeFile(join(folder, fileOf(screen)), picture);
  }
  return bytes;
}
