import type { JobHandler } from "@leadlift/services/jobs/run";
import { sendPush as send } from "@leadlift/services/push/send";

export const sendPush: JobHandler<"push.send"> = (ctx, { notificationId }, { signal }) =>
  send(ctx, { notificationId }, { signal });
