"use client";

import { can } from "@leadlift/services/permissions";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { Moment } from "../shell/Moment.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { isRunning, kindNames, statusOf } from "./import-words.ts";
import { Upload } from "./Upload.tsx";

export function ImportList() {
  const trpc = useTRPC();
  const { role } = useWorkspace();
  const { data } = useSuspenseQuery({
    ...trpc.import.list.queryOptions({}),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? 1000 : false),
  });
  return (
    <>
      <PageTop
        sub="Bring in leads with what became of them, what they did before, and your listings"
        title="Import"
      />
      <div className="flex max-w-3xl flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        {can(role, "import.run") && <Upload />}
        <Card title="Imports so far">
          {data.length === 0 ? (
            <p className="text-ink2 text-sub">None yet.</p>
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
                        {kindNames[run.kind]} · <Moment at={run.createdAt} />
                        {run.createdBy && ` · ${run.createdBy.name}`}
                        {run.rowsRead > 0 && ` · ${counted(run.rowsRead, "row")}`}
                        {run.rowsRejected > 0 && `, ${counted(run.rowsRejected, "row")} not imported`}
                      </span>
                    </span>
                    <Tag tone={statusOf(run).tone}>{statusOf(run).text}</Tag>
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
