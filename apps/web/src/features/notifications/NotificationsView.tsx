"use client";

import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { NotificationLine } from "./NotificationLine.tsx";
import { notificationPages } from "./notification-pages.ts";

/** What the reader was told in the last thirty days. */
export function NotificationsView() {
  const words = useTranslations("notifications");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const pages = useSuspenseInfiniteQuery(notificationPages(trpc));
  const again = () => queries.invalidateQueries(trpc.notification.pathFilter());
  const failed = () => announce(words("failed"), { tone: "bad" });
  const read = useMutation(trpc.notification.read.mutationOptions({ onSettled: again }));
  const readAll = useMutation(
    trpc.notification.readAll.mutationOptions({ onSettled: again, onError: failed }),
  );
  const items = pages.data.pages.flatMap((page) => page.items);
  const unread = pages.data.pages[0]?.unread ?? 0;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageTop sub={items.length > 0 && words("unread", { count: unread })} title={words("title")}>
        {unread > 0 && (
          <Button disabled={readAll.isPending} onClick={() => readAll.mutate()}>
            {words("readAll")}
          </Button>
        )}
      </PageTop>
      {items.length === 0 ? (
        <Empty title={words("empty")}>{words("emptyWhy")}</Empty>
      ) : (
        <>
          <ul aria-label={words("list")} className="flex flex-col gap-2 px-3 pb-4 md:px-5.5">
            {items.map((item) => (
              <NotificationLine
                item={item}
                key={item.id}
                onOpen={() => item.readAt === null && read.mutate({ notificationId: item.id })}
              />
            ))}
          </ul>
          {pages.hasNextPage && (
            <div className="px-3 pb-6 text-center">
              <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {words("older")}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
