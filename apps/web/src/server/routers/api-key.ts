import { createApiKey, createApiKeyInput } from "@leadlift/services/api-key/create";
import { listApiKeys } from "@leadlift/services/api-key/list";
import { revokeApiKey, revokeApiKeyInput } from "@leadlift/services/api-key/revoke";
import { rotateApiKey, rotateApiKeyInput } from "@leadlift/services/api-key/rotate";
import { procedure, router } from "../trpc.ts";

const manage = procedure.meta({ can: "key.manage" });

export const apiKeyRouter = router({
  list: manage.query(({ ctx }) => listApiKeys(ctx.verb)),
  create: manage.input(createApiKeyInput).mutation(({ ctx, input }) => createApiKey(ctx.verb, input)),
  rotate: manage.input(rotateApiKeyInput).mutation(({ ctx, input }) => rotateApiKey(ctx.verb, input)),
  revoke: manage.input(revokeApiKeyInput).mutation(({ ctx, input }) => revokeApiKey(ctx.verb, input)),
});
