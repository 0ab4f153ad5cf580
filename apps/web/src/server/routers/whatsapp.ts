import { listConnections } from "@leadlift/services/connection/list";
import { removeConnection, removeConnectionInput } from "@leadlift/services/connection/remove";
import { saveConnection, saveConnectionInput } from "@leadlift/services/connection/save";
import { startConnection } from "@leadlift/services/connection/start";
import { procedure, router } from "../trpc.ts";

const manage = procedure.meta({ can: "organisation.manage" });

export const whatsappRouter = router({
  list: manage.query(({ ctx }) => listConnections(ctx.verb)),
  start: manage.mutation(({ ctx }) => startConnection(ctx.verb)),
  save: manage.input(saveConnectionInput).mutation(({ ctx, input }) => saveConnection(ctx.verb, input)),
  remove: manage.input(removeConnectionInput).mutation(({ ctx, input }) => removeConnection(ctx.verb, input)),
});
