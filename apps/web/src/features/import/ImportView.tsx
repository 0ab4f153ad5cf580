"use client";

import type { ImportKind } from "@leadlift/services/import/content";
import type { ImportDetail } from "@leadlift/services/import/get";
import type { ImportPreview } from "@leadlift/services/import/preview";
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Progress } from "../../components/Progress.tsx";
import { Tag } from "../../components/Tag.tsx";
import { countText, sizeText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { ActivityEditor } from "./ActivityEditor.tsx";
import { isOn, isRunning, statusOf, toneOf } from "./import-words.ts";
import { KindChoice } from "./KindChoice.tsx";
import { LeadEditor } from "./LeadEditor.tsx";
import { ListingEditor } from "./ListingEditor.tsx";
import { Rejects } from "./Rejects.tsx";
import { UndoState, UndoWay } from "./Undo.tsx";

/** One import from its preview to its result. */
export function ImportView({ importId }: { importId: string }) {
  const words = useTranslations("import");
  const trpc = useTRPC();
  const { data: run } = useSuspenseQuery({
    ...trpc.import.get.queryOptions({ importId }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 1000 : false),
  });
  return (
    <>
      <PageTop
        sub={
          <>
            <Link className="underline underline-offset-3" href="/import">
              {words("imports")}
            </Link>{" "}
            · {run.status !== "uploaded" && `${words(`kinds.${run.kind}.name`)} · `}
            {sizeText(run.sizeBytes)} · <Moment as="exact" at={run.createdAt} />
          </>
        }
        title={<span className="break-words">{run.filename}</span>}
      >
        <Tag tone={toneOf(run)}>{words(`status.${statusOf(run)}`)}</Tag>
      </PageTop>
      <div className="flex max-w-5xl flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        {run.status === "uploaded" ? <Preview importId={importId} /> : <Run run={run} />}
      </div>
    </>
  );
}

function Preview({ importId }: { importId: string }) {
  const words = useTranslations("import.preview");
  const trpc = useTRPC();
  const [kind, setKind] = useState<ImportKind>();
  const { data, error } = useQuery({
    ...trpc.import.preview.queryOptions(kind ? { importId, kind } : { importId }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) {
    return (
      <Empty
        action={
          <Link className={buttonClass("primary")} href="/import">
            {words("another")}
          </Link>
        }
        title={words("cannot")}
      >
        {sentenceOf(error)}
      </Empty>
    );
  }
  if (!data) {
    return (
      <div aria-label={words("reading")} role="status">
        <div aria-hidden="true" className="skeleton h-52" />
        <div aria-hidden="true" className="skeleton mt-3 h-96" />
      </div>
    );
  }
  return (
    <>
      {data.sameFile && (
        <p className="rounded-xl bg-grade-c-soft px-4 py-3 text-grade-c text-sub" role="note">
          <SameFile {...data.sameFile} />
        </p>
      )}
      <KindChoice chosen={kind ?? data.kind} onChoose={setKind} />
      <Editor key={data.kind} preview={data} />
    </>
  );
}

function SameFile({ filename, at }: { filename: string; at: Date }) {
  const words = useTranslations("import.preview");
  return words.rich("same", { file: filename, at: () => <Moment as="exact" at={at} /> });
}

function Editor({ preview }: { preview: ImportPreview }) {
  switch (preview.kind) {
    case "leads":
      return <LeadEditor preview={preview} />;
    case "activities":
      return <ActivityEditor preview={preview} />;
    case "listings":
      return <ListingEditor preview={preview} />;
  }
}

function Run({ run }: { run: ImportDetail }) {
  const words = useTranslations("import.run");
  const counts = [
    { label: words("created"), value: run.rowsCreated },
    { label: words("updated"), value: run.rowsUpdated },
    { label: words("unchanged"), value: run.rowsUnchanged },
    { label: words("rejected"), value: run.rowsRejected },
  ];
  return (
    <>
      {run.undo && <UndoState run={run} undo={run.undo} />}
      {isOn(run) && (
        <Card>
          <Progress
            detail={words("of", {
              rows: run.rowsRead,
              done: sizeText(run.bytesRead),
              all: sizeText(run.sizeBytes),
            })}
            label={words(run.status === "queued" ? "waiting" : "importing")}
            value={run.status === "queued" ? null : run.progress}
          />
        </Card>
      )}
      {run.status === "failed" && (
        <p className="rounded-xl bg-neg-soft px-4 py-3 text-neg" role="alert">
          {run.error ?? words("failed")}
        </p>
      )}
      <Card title={words("read", { n: run.rowsRead })}>
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {counts.map(({ label, value }) => (
            <div key={label}>
              <dd className="font-bold text-[26px] leading-tight tracking-[-.02em]">{countText(value)}</dd>
              <dt className="text-ink2 text-sub">{label}</dt>
            </div>
          ))}
        </dl>
        {run.status === "done" && (
          <div className="mt-4 flex flex-wrap gap-2">
            {run.kind !== "listings" && (
              <Link
                className={buttonClass("primary")}
                href={run.kind === "leads" ? "/leads?sort=newest" : "/leads"}
              >
                {words("seeLeads")}
              </Link>
            )}
            <Link className={buttonClass()} href="/model">
              {words("toModel")}
            </Link>
          </div>
        )}
      </Card>
      {run.warnings.length > 0 && (
        <Card title={words("kept")}>
          <ul className="flex flex-col gap-1 text-sub">
            {run.warnings.map(({ header, code, text }) => (
              <li key={`${header} ${code}`}>{text}</li>
            ))}
          </ul>
        </Card>
      )}
      {run.rowsRejected > 0 && <Rejects run={run} />}
      <UndoWay run={run} />
    </>
  );
}
