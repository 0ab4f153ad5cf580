import type { NotificationItem } from "@leadlift/services/notification/list";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";

export interface NotificationWords {
  /** whom it is about; null where it is about several */
  name: string | null;
  what: string;
  /** one line more, where there is one */
  more: string | null;
  href: string;
}

/** A notification as a sentence, and where it leads. */
export function useNotificationWords(): (item: NotificationItem) => NotificationWords {
  const words = useTranslations("notifications");
  const { clock } = useFormats();
  return (item) => {
    const name = item.lead && (item.lead.name ?? words("unnamed"));
    const href = item.lead ? `/leads/${item.lead.id}` : "/leads?owner=me";
    switch (item.kind) {
      case "hot": {
        const { score, grade, rise } = item.params;
        const more = rise === null ? words("hotFirst") : words("hotRise", { rise });
        return { name, href, what: words("hot", { score, grade }), more: rise === 0 ? null : more };
      }
      case "assigned": {
        const by = item.byName ?? "nobody";
        const { leads } = item.params;
        if (name !== null) return { name, href, what: words("assignedOne", { by }), more: null };
        return { name, href, what: words("assignedMany", { by, leads }), more: words("assignedManyWhy") };
      }
      case "unclaimed":
        return { name, href: item.lead ? href : "/today", what: words("unclaimed"), more: null };
      case "webhook_off": {
        const { because } = item.params;
        return {
          name: null,
          href: "/webhooks",
          what: words("webhookOff"),
          more: words("webhookOffWhy", { because }),
        };
      }
      case "due": {
        const { step, dueAt } = item.params;
        const time = clock(new Date(dueAt));
        const what = step === null ? words("dueReply", { time }) : words("due", { step, time });
        const more = item.ownerName === null ? null : words("covering", { owner: item.ownerName });
        return { name: name && `${name}:`, href, what, more };
      }
    }
  };
}
