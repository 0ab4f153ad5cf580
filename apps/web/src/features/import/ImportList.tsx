"use client";

import { can } from "@leadlift/services/permissions";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { Moment } from "../shell/Moment.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { isRunning, statusOf, toneOf } from "./import-words.ts";
import { Upload } from "./Upload.tsx";

export function ImportList() {
  const words = useTranslations("import");
  const trpc = useTRPC();
  const { role } = useWorkspace();
  const { data } = useSuspenseQuery({
    ...trpc.import.list.queryOptions({}),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? 1000 : false),
  });
  return (
    <>
      <PageTop sub={words("sub")} title={words("title")} />
      <div className="flex max-w-3xl flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        {can(role, "import.run") && <Upload />}
        <Card title={words("soFar")}>
          {data.length === 0 ? (
            <p className="text-ink2 text-sub">{words("none")}</p>
          ) : (
            <ul>
              {data.map((run) => (
                <li className="border-b last:border-0" key={run.id}>
                  <Link
                    className="flex min-h-13 items-center justify-between gap-3 py-2"
                    href={`/import/${run.id}`}
                  >
                    <span className="min-w-0">
                      <span className="block truncate font-medium">{run.filename}</span>
                      <span className="block text-faint text-ink3">
                        {words(`kinds.${run.kind}.name`)} · <Moment at={run.createdAt} />
                        {run.createdBy && ` · ${run.createdBy.name}`}
                        {run.rowsRead > 0 && ` · ${words("rows", { n: run.rowsRead })}`}
                        {run.rowsRejected > 0 && `, ${words("notImported", { n: run.rowsRejected })}`}
                      </span>
                    </span>
                    <Tag tone={toneOf(run)}>{words(`status.${statusOf(run)}`)}</Tag>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
