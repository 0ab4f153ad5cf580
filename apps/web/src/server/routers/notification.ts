import {
  listNotifications,
  listNotificationsInput,
  unreadNotifications,
} from "@leadlift/services/notification/list";
import { readNotification, readNotificationInput } from "@leadlift/services/notification/read";
import { readAllNotifications } from "@leadlift/services/notification/read-all";
import {
  alertSettings,
  alertSettingsInput,
  setHotAlerts,
  setHotAlertsInput,
} from "@leadlift/services/push/settings";
import { subscribe, subscribeInput } from "@leadlift/services/push/subscribe";
import { unsubscribe, unsubscribeInput } from "@leadlift/services/push/unsubscribe";
import { procedure, router } from "../trpc.ts";

// Everybody's are their own, by the verbs.
const own = procedure.meta({ can: "today.read" });

export const notificationRouter = router({
  list: own.input(listNotificationsInput).query(({ ctx, input }) => listNotifications(ctx.verb, input)),
  unread: own.query(({ ctx }) => unreadNotifications(ctx.verb)),
  read: own.input(readNotificationInput).mutation(({ ctx, input }) => readNotification(ctx.verb, input)),
  readAll: own.mutation(({ ctx }) => readAllNotifications(ctx.verb)),
  settings: own.input(alertSettingsInput).query(({ ctx, input }) => alertSettings(ctx.verb, input)),
  setHotAlerts: own.input(setHotAlertsInput).mutation(({ ctx, input }) => setHotAlerts(ctx.verb, input)),
  subscribe: own.input(subscribeInput).mutation(({ ctx, input }) => subscribe(ctx.verb, input)),
  unsubscribe: own.input(unsubscribeInput).mutation(({ ctx, input }) => unsubscribe(ctx.verb, input)),
});
