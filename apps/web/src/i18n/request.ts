import { getRequestConfig } from "next-intl/server";
import { catalogues } from "./catalogue.ts";
import { requestLocale } from "./request-locale.ts";

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  // Times are shown in the organisation's zone, which each page knows.
  return { locale, messages: catalogues[locale], timeZone: "UTC" };
});
