import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import type { Context } from "../../context.ts";
import { type Tenant, type TestPlatform, userIdOf } from "../../lead/test/tenant.ts";
import { type ActResult, act } from "../act.ts";
import type { ActRequest } from "../act-input.ts";

type Given = ActRequest extends infer Each
  ? Each extends ActRequest
    ? Omit<Each, "id" | "occurredAt"> & { id?: string; occurredAt?: Date }
    : never
  : never;

/** An act of just now, under an id of its own. */
export function requestOf(ctx: Context, given: Given): ActRequest {
  return { id: newId(), occurredAt: ctx.now(), ...given } as ActRequest;
}

export function doAct(ctx: Context, given: Given): Promise<ActResult> {
  return act(ctx, requestOf(ctx, given));
}

/** A lead of a broker's own, enquired about an hour ago. */
export async function ownLead(
  platform: TestPlatform,
  { org }: Tenant,
  owner: Context,
  given: Parameters<typeof createLead>[2] = {},
): Promise<string> {
  const lead = await createLead(platform.db, org, {
    ownerId: userIdOf(owner),
    enquiredAt: new Date(owner.now().getTime() - 3_600_000),
    ...given,
  });
  return lead.id;
}

/** The same organisation and person, at another time. */
export function at(ctx: Context, time: Date | number): Context {
  const now = new Date(time);
  return { ...ctx, now: () => now };
}
