import { cookies, headers } from "next/headers";
import { type Locale, localeCookie, readLocale, wordedIn } from "./locales.ts";

/** The language that whoever asks reads. */
export async function requestLocale(): Promise<Locale> {
  return readLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
}

/** The same, as the services call it. */
export async function requestLanguage() {
  return wordedIn[await requestLocale()];
}
