import { externalIdInput, listingBody } from "@leadlift/services/listing/listing-input";
import { putListing } from "@leadlift/services/listing/put";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const answer = z.object({
  externalId: z.string(),
  listingId: z.uuid(),
  created: z.boolean(),
  changed: z.boolean().describe("False where it was there and said the same."),
});

const schema = {
  operationId: "putListing",
  tags: ["Listings"],
  summary: "Make a listing, or replace all that is known of it",
  description: "What the body does not say is not known. A change rescores the listing's open leads.",
  params: z.object({ externalId: externalIdInput.describe("Yours.") }),
  body: listingBody.meta({
    examples: [
      {
        project: "Skyline Heights",
        type: "apartment",
        priceMinPaise: 650_000_000,
        priceMaxPaise: 820_000_000,
        city: "Ahmedabad",
        locality: "Bopal",
        attributes: { bedrooms: 3 },
      },
    ],
  }),
  response: { 200: answer.describe("Replaced, or the same."), 201: answer.describe("Made.") },
};

/** Makes a listing or replaces all that is known of it. */
export function listingRoutes(app: Api): void {
  app.put(
    "/v1/listings/:externalId",
    { config: { access: "listings:write", write: true }, schema },
    async (request, reply) => {
      const { externalId } = request.params;
      const put = await putListing(contextOf(request), { ...request.body, externalId });
      return reply.code(put.created ? 201 : 200).send({ externalId, ...put });
    },
  );
}
