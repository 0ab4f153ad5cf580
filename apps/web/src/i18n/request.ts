import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogues } from "./catalogue.ts";
import { localeCookie, readLocale } from "./locales.ts";

export default getRequestConfig(async () => {
  const locale = readLocale(
    (await cookies()).get(localeCookie)?.value,
    (await headers()).get("accept-language"),
  );
  // Times are shown in the organisation's zone, which each page knows.
  return { locale, messages: catalogues[locale], timeZone: "UTC" };
});
