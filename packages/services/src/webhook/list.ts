import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { type EndpointView, readEndpoints } from "./endpoint-view.ts";

export const webhookById = z.object({ id: z.uuid() });

/** Who is told of what, and how that goes. */
export async function listWebhooks(ctx: Context): Promise<EndpointView[]> {
  requirePermission(ctx, "webhook.manage");
  return ctx.db.withOrgSql(ctx.orgId, (sql) => readEndpoints(sql, ctx));
}

/** Throws NOT_FOUND. */
export async function getWebhook(ctx: Context, input: z.input<typeof webhookById>): Promise<EndpointView> {
  requirePermission(ctx, "webhook.manage");
  const { id } = webhookById.parse(input);
  const [view] = await ctx.db.withOrgSql(ctx.orgId, (sql) => readEndpoints(sql, ctx, id));
  if (!view) throw notFound("This webhook");
  return view;
}
