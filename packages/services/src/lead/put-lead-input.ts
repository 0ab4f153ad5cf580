import { isMissing } from "@leadlift/scoring/features";
import { z } from "zod";
import { consentEntryInput } from "../consent/consent-entry.ts";
import { cleanText } from "../event/clean-text.ts";
import { kindOf } from "../import/draft-lead.ts";
import { emailsIn } from "../person/email.ts";
import { tidyName } from "../person/name-prefixes.ts";
import { phonesIn } from "../person/phone.ts";

const longestText = 200;
const longestValue = 2_000;
const mostAttributes = 200;
const mostConsents = 20;
const mostContacts = 10;
const earliest = new Date("2000-01-01T00:00:00Z");

const clean = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => cleanText(text).trim());
/** Blank and the like of "N/A" say nothing. */
const words = clean(longestText)
  .transform((text) => (isMissing(text) ? undefined : text))
  .optional();
const time = z.union([z.date(), z.iso.datetime({ offset: true }).transform((iso) => new Date(iso))]);
const paise = z.int().min(0).nullable().default(null);

/** The sender's own id of a lead. */
export const leadExternalId = clean(longestText).pipe(z.string().min(1));

/** What a sender knows of a lead, but for its id. What is not said stays as it is; null takes away. */
export const putLeadBody = z.strictObject({
  kind: words
    .transform((text) => (text === undefined ? undefined : (kindOf(text) ?? undefined)))
    .describe("buyer, seller, tenant, landlord or one of your own. Of a new lead buyer, unless it is said."),
  source: words.nullable().describe("Where it comes from, as you call it."),
  city: words.nullable(),
  name: words.nullable().transform((text) => (text ? tidyName(text) : null)),
  phone: contacts(phonesIn, "phone number").describe("One or several, as people write them."),
  email: contacts(emailsIn, "e-mail address").describe("One or several."),
  budget: z
    .union([
      clean(longestText),
      z.number().min(0),
      z
        .strictObject({ minPaise: paise, maxPaise: paise })
        .refine(({ minPaise, maxPaise }) => minPaise === null || maxPaise === null || minPaise <= maxPaise),
    ])
    .nullable()
    .optional()
    .describe('As people write it ("85 L", "50–75 lakh"), the most in rupees, or both ends in paise.'),
  enquiredAt: time
    .refine((at) => at >= earliest, { error: "lies before 2000" })
    .optional()
    .describe("Of a new lead now, unless it is said. What lies in the future counts as now."),
  listing: clean(longestText)
    .nullable()
    .optional()
    .describe("Your id of the listing that it is about, which has to be put first."),
  attributes: z
    .record(
      z.string().min(1).max(longestText),
      z.union([clean(longestValue), z.number(), z.boolean(), z.null()]),
    )
    .refine((given) => Object.keys(given).length <= mostAttributes, {
      error: `has more than ${mostAttributes} entries`,
    })
    .default({})
    .describe(
      "By key: small letters, digits and _. One that nobody has used becomes an attribute of the organisation, of the kind of its first value.",
    ),
  consents: z
    .array(consentEntryInput)
    .max(mostConsents)
    .default([])
    .describe("What the person agreed to with the enquiry. Needs the scope consents:write."),
  owner: clean(longestText)
    .optional()
    .describe("E-mail address of the member whose lead it is. A new lead without one is handed out."),
});

export const putLeadInput = putLeadBody.extend({ externalId: leadExternalId });
export type PutLeadInput = z.input<typeof putLeadInput>;
export type GivenLead = z.output<typeof putLeadInput>;

/** Text in which `find` finds something, or none. */
function contacts(find: (text: string) => string[], what: string) {
  return z
    .union([clean(longestText), z.array(clean(longestText)).max(mostContacts)])
    .nullable()
    .optional()
    .transform((given, issues) => {
      const texts = [given ?? []].flat().filter((text) => !isMissing(text));
      const found = texts.flatMap((text) => find(text));
      if (texts.length > 0 && found.length === 0) {
        issues.addIssue({ code: "custom", message: `is no ${what}` });
      }
      return [...new Set(found)];
    });
}
