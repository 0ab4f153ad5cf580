"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import { useTRPC } from "../../trpc/client.tsx";

/** Leads to what the reader was told, with how much of it they have not read. */
export function Bell({ className }: { className?: string }) {
  const words = useTranslations("shell");
  const trpc = useTRPC();
  const here = usePathname() === "/notifications";
  const { data: unread = 0 } = useQuery(trpc.notification.unread.queryOptions());
  return (
    <Link
      aria-current={here ? "page" : undefined}
      aria-label={words("bell", { count: unread })}
      className={cx(
        "relative grid size-11 shrink-0 place-items-center rounded-lg",
        here ? "bg-surface text-ink" : "text-ink2 hover:text-ink",
        className,
      )}
      href="/notifications"
    >
      <Icon name="bell" size={20} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 right-0 min-w-4.5 rounded-full bg-accent px-1 text-center font-semibold text-[11px] text-on-accent leading-4.5"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}
