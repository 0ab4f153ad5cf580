import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { catalogues, type Namespace } from "./catalogue.ts";

/** Gives the components below the words they say, and no others: what is given travels with the page. */
export async function Words({ of, children }: { of: readonly Namespace[]; children: React.ReactNode }) {
  const catalogue = catalogues[await getLocale()];
  const messages = Object.fromEntries(of.map((namespace) => [namespace, catalogue[namespace]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
