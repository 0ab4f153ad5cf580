import { putListingInput } from "@leadlift/services/listing/listing-input";
import { putListing } from "@leadlift/services/listing/put";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { contextOf } from "../authenticate.ts";

const address = z.object({ externalId: z.string() });
const body = z.looseObject({});

/** Makes a listing or replaces all that is known of it. */
export function listingRoutes(app: FastifyInstance): void {
  app.put("/v1/listings/:externalId", { config: { access: "listings:write" } }, async (request, reply) => {
    const { externalId } = address.parse(request.params);
    const input = putListingInput.parse({ ...body.parse(request.body), externalId });
    const put = await putListing(contextOf(request), input);
    return reply.code(put.created ? 201 : 200).send({ externalId, ...put });
  });
}
