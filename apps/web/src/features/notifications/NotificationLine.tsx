"use client";

import type { NotificationItem } from "@leadlift/services/notification/list";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";
import { Icon, type IconName } from "../../components/Icon.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useNotificationWords } from "./notification-words.ts";

const icons = {
  hot: "hot",
  assigned: "me",
  due: "today",
  unclaimed: "me",
  webhook_off: "key",
} as const satisfies Record<string, IconName>;

export function NotificationLine({ item, onOpen }: { item: NotificationItem; onOpen(): void }) {
  const words = useTranslations("notifications");
  const { name, what, more, href } = useNotificationWords()(item);
  const unread = item.readAt === null;
  return (
    <li>
      <Link
        className="flex min-h-15 items-start gap-3 rounded-[14px] border border-line bg-surface px-3.5 py-3 hover:border-edge"
        href={href}
        onClick={onOpen}
      >
        <span
          className={cx(
            "mt-0.5 grid size-8 shrink-0 place-items-center rounded-full",
            unread ? "bg-accent-soft text-accent" : "bg-sunk text-ink2",
          )}
        >
          <Icon name={icons[item.kind]} size={17} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cx("block", unread && "font-semibold")}>
            {name !== null && <span>{name} </span>}
            {what}
            {unread && <span className="sr-only"> ({words("new")})</span>}
          </span>
          <span className="block text-ink2 text-sub">
            {more !== null && <>{more} · </>}
            <Moment at={item.at} />
          </span>
        </span>
        {unread && <span aria-hidden="true" className="mt-2 size-2 shrink-0 rounded-full bg-accent" />}
      </Link>
    </li>
  );
}
