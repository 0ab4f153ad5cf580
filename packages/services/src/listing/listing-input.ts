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
const value = z.union([words(500), z.number(), z.boolean(), z.null()]);

/** The whole listing: what is not said is not known. Money in paise. */
export const putListingInput = z
  .strictObject({
    externalId: z
      .string()
      .transform((text) => cleanText(text).trim())
      .pipe(z.string().min(1).max(200)),
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
  })
  .refine(
    ({ priceMinPaise, priceMaxPaise }) =>
      priceMinPaise === null || priceMaxPaise === null || priceMinPaise <= priceMaxPaise,
    { path: ["priceMaxPaise"], error: "is less than priceMinPaise" },
  );
export type ListingInput = z.input<typeof putListingInput>;
export type Listing = z.output<typeof putListingInput>;
