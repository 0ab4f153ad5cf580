import { getListing, getListingInput } from "@leadlift/services/listing/get";
import { searchListings, searchListingsInput } from "@leadlift/services/listing/search";
import { similarListings, similarListingsInput } from "@leadlift/services/listing/similar";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "lead.read" });

export const listingRouter = router({
  get: read.input(getListingInput).query(({ ctx, input }) => getListing(ctx.verb, input)),
  search: read.input(searchListingsInput).query(({ ctx, input }) => searchListings(ctx.verb, input)),
  similar: read.input(similarListingsInput).query(({ ctx, input }) => similarListings(ctx.verb, input)),
});
