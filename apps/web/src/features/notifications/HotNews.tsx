"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";

/** Says when one of the reader's leads becomes hot while they look on. Shows nothing itself. */
export function HotNews() {
  const words = useTranslations("shell");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { data: unread } = useQuery(trpc.notification.unread.queryOptions());
  const [since] = useState(() => new Date());
  const known = useRef<number | null>(null);
  const said = useRef(new Set<string>());
  useEffect(() => {
    const before = known.current;
    if (unread === undefined) return;
    known.current = unread;
    if (before === null || unread <= before) return;
    const tell = async () => {
      const { items } = await queries.fetchQuery(trpc.notification.list.queryOptions({ limit: 5 }));
      for (const { kind, id, at, lead, params, readAt } of items) {
        if (kind !== "hot" || readAt !== null || at < since || lead === null || said.current.has(id))
          continue;
        said.current.add(id);
        const { score, grade } = params;
        announce(words("hotToast", { name: lead.name ?? words("unnamed"), score, grade }), {
          open: { label: words("open"), run: () => router.push(`/leads/${lead.id}`) },
        });
      }
    };
    void tell().catch(() => undefined);
  }, [unread, queries, trpc, router, since, words]);
  return null;
}
