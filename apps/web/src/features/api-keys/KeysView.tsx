"use client";

import type { ApiKeyView } from "@leadlift/services/api-key/list";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Empty } from "../../components/Empty.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { KeyLine } from "./KeyLine.tsx";
import { keyState } from "./key-words.ts";
import { NewKeySheet } from "./NewKeySheet.tsx";
import { ReplaceSheet } from "./ReplaceSheet.tsx";
import { RevokeSheet } from "./RevokeSheet.tsx";

/** Which programs and sites may talk to this organisation, as what. */
export function KeysView({ apiUrl }: { apiUrl: string }) {
  const words = useTranslations("keys");
  const trpc = useTRPC();
  const { data: keys } = useSuspenseQuery(trpc.apiKey.list.queryOptions());
  const [making, setMaking] = useState(false);
  const [replacing, setReplacing] = useState<ApiKeyView | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const now = new Date();
  const working = keys.filter((key) => keyState(key, now) === "working");
  const ended = keys.filter((key) => keyState(key, now) !== "working");
  const successors = new Map(keys.map((key) => [key.replaces, key.prefix]));
  const prefixes = new Map(keys.map((key) => [key.id, key.prefix]));
  const lineOf = (key: ApiKeyView) => ({
    apiUrl,
    apiKey: key,
    replacedBy: successors.get(key.id),
    replaces: key.replaces === null ? undefined : prefixes.get(key.replaces),
  });
  return (
    <div className="max-w-3xl">
      <PageTop sub={words("sub")} title={words("title")}>
        {keys.length > 0 && (
          <Button className="shrink-0" kind="primary" onClick={() => setMaking(true)}>
            {words("new")}
          </Button>
        )}
      </PageTop>
      <div className="flex flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        {keys.length === 0 && (
          <Empty
            action={
              <Button kind="primary" onClick={() => setMaking(true)}>
                {words("first")}
              </Button>
            }
            title={words("none")}
          >
            {words("noneWhy")}
          </Empty>
        )}
        {keys.length > 0 && (
          <Card title={words("inUse")}>
            {working.length === 0 ? (
              <p className="text-ink2">{words("noneWorks")}</p>
            ) : (
              <ul>
                {working.map((key) => (
                  <KeyLine
                    {...lineOf(key)}
                    key={key.id}
                    onReplace={() => setReplacing(key)}
                    onRevoke={() => setRevoking(key)}
                  />
                ))}
              </ul>
            )}
          </Card>
        )}
        {ended.length > 0 && (
          <details className="rounded-[14px] border border-line bg-surface px-4 py-1.5">
            <summary className="flex min-h-11 items-center text-ink2 text-sub underline underline-offset-3">
              {words("ended", { n: ended.length })}
            </summary>
            <ul>
              {ended.map((key) => (
                <KeyLine {...lineOf(key)} key={key.id} />
              ))}
            </ul>
          </details>
        )}
      </div>
      {making && <NewKeySheet apiUrl={apiUrl} onClose={() => setMaking(false)} />}
      {replacing && <ReplaceSheet apiKey={replacing} onClose={() => setReplacing(null)} />}
      {revoking && <RevokeSheet apiKey={revoking} onClose={() => setRevoking(null)} />}
    </div>
  );
}
