import { listAudit, listAuditInput } from "@leadlift/services/audit-log/list";
import { procedure, router } from "../trpc.ts";

export const auditRouter = router({
  list: procedure
    .meta({ can: "audit.read" })
    .input(listAuditInput)
    .query(({ ctx, input }) => listAudit(ctx.verb, input)),
});
