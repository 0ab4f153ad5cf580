import { createWebhook, createWebhookInput } from "@leadlift/services/webhook/create";
import { listDeliveries, listDeliveriesInput } from "@leadlift/services/webhook/deliveries";
import { listWebhooks, webhookById } from "@leadlift/services/webhook/list";
import { removeWebhook } from "@leadlift/services/webhook/remove";
import {
  replayDead,
  replayDeadInput,
  replayDelivery,
  replayOneInput,
} from "@leadlift/services/webhook/replay";
import { rotateSecret, rotateSecretInput } from "@leadlift/services/webhook/rotate-secret";
import { sendTest } from "@leadlift/services/webhook/send-test";
import { updateWebhook, updateWebhookInput } from "@leadlift/services/webhook/update";
import { procedure, router } from "../trpc.ts";

const manage = procedure.meta({ can: "webhook.manage" });

export const webhookRouter = router({
  list: manage.query(({ ctx }) => listWebhooks(ctx.verb)),
  create: manage.input(createWebhookInput).mutation(({ ctx, input }) => createWebhook(ctx.verb, input)),
  update: manage.input(updateWebhookInput).mutation(({ ctx, input }) => updateWebhook(ctx.verb, input)),
  remove: manage.input(webhookById).mutation(({ ctx, input }) => removeWebhook(ctx.verb, input)),
  rotate: manage.input(rotateSecretInput).mutation(({ ctx, input }) => rotateSecret(ctx.verb, input)),
  test: manage.input(webhookById).mutation(({ ctx, input }) => sendTest(ctx.verb, input)),
  deliveries: manage.input(listDeliveriesInput).query(({ ctx, input }) => listDeliveries(ctx.verb, input)),
  replay: manage.input(replayOneInput).mutation(({ ctx, input }) => replayDelivery(ctx.verb, input)),
  replayDead: manage.input(replayDeadInput).mutation(({ ctx, input }) => replayDead(ctx.verb, input)),
});
