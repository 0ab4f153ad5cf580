import { externalIdInput, listingBody } from "@leadlift/services/listing/listing-input";
import { putListing } from "@leadlift/services/listing/put";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const schema = { params: z.object({ externalId: externalIdInput }), body: listingBody };

/** Makes a listing or replaces all that is known of it. */
export function listingRoutes(app: Api): void {
  app.put(
    "/v1/listings/:externalId",
    { config: { access: "listings:write" }, schema },
    async (request, reply) => {
      const { externalId } = request.params;
      const put = await putListing(contextOf(request), { ...request.body, externalId });
      return reply.code(put.created ? 201 : 200).send({ externalId, ...put });
    },
  );
}
