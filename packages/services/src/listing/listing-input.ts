import { z } from "zod";
import { cleanText } from "../event/clean-text.ts";

export const listingStatuses = ["available", "booked", "sold", "withdrawn"] as const;

const mostAttributes = 100;
const words = (longest: number) => z.string().max(longest).transform(cleanText);
const optionalWords = z
  .string()
  .max(200)
  .transform((text) => cleanText(text).trim() || null)
  .nullable()
  .default(null);
const paise = z.int().min(0).nullable().default(null);
const wrongPrices = { path: ["priceMaxPaise"], error: "is less than priceMinPaise" };
const value = z.union([words(500), z.number(), z.boolean(), z.null()]);

export const externalIdInput = z
  .string()
  .transform((text) => cleanText(text).trim())
  .pipe(z.string().min(1).max(200));

const fields = z.strictObject({
  project: optionalWords,
  type: optionalWords,
  priceMinPaise: paise,
  priceMaxPaise: paise,
  city: optionalWords,
  locality: optionalWords,
  status: z.enum(listingStatuses).default("available"),
  attributes: z
    .record(words(100), value)
    .refine((given) => Object.keys(given).length <= mostAttributes, {
      error: `has more than ${mostAttributes} entries`,
    })
    .default({}),
});

/** All that is said of a listing: what is not said is not known. Money in paise. */
export const listingBody = fields.refine(pricesInOrder, wrongPrices);
export const putListingInput = fields
  .extend({ externalId: externalIdInput })
  .refine(pricesInOrder, wrongPrices);
export type ListingInput = z.input<typeof putListingInput>;
export type Listing = z.output<typeof putListingInput>;

function pricesInOrder({
  priceMinPaise,
  priceMaxPaise,
}: Pick<z.output<typeof fields>, "priceMinPaise" | "priceMaxPaise">) {
  return priceMinPaise === null || priceMaxPaise === null || priceMinPaise <= priceMaxPaise;
}
