"use client";

import type { AuditFilter, AuditPage } from "@leadlift/services/audit-log/list";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditRow } from "./AuditRow.tsx";

/** What was done, newest first, as it is filtered. */
export function AuditView() {
  const words = useTranslations("audit");
  const trpc = useTRPC();
  const [filter, setFilter] = useState<AuditFilter>({});
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(filter, { getNextPageParam: ({ next }: AuditPage) => next }),
  );
  const lines = log.data?.pages.flatMap((page) => page.lines) ?? [];
  const chosen = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = new URLSearchParams(chosen).toString();
  return (
    <div className="max-w-5xl">
      <PageTop sub={words("sub")} title={words("title")}>
        <a
          className={buttonClass("secondary", "shrink-0")}
          download
          href={`/api/audit${query && `?${query}`}`}
        >
          {words("export")}
        </a>
      </PageTop>
      <div className="flex flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        <AuditFilters filter={filter} onFilter={setFilter} />
        {log.isError ? (
          <Empty
            action={<Button onClick={() => void log.refetch()}>{words("again")}</Button>}
            title={words("failed")}
          />
        ) : log.isSuccess && lines.length === 0 ? (
          <Empty
            action={<Button onClick={() => setFilter({})}>{words("clear")}</Button>}
            title={words("none")}
          >
            {words("noneWhy")}
          </Empty>
        ) : (
          <Card>
            <ul aria-busy={log.isFetching} aria-label={words("title")} className="min-h-96">
              {lines.map((line) => (
                <AuditRow key={line.id} line={line} />
              ))}
            </ul>
            {log.hasNextPage && (
              <Button
                className="mt-3 w-full"
                disabled={log.isFetchingNextPage}
                onClick={() => void log.fetchNextPage()}
              >
                {words(log.isFetchingNextPage ? "loading" : "more")}
              </Button>
            )}
          </Card>
        )}
      </div>
    </div>
  );
}
