"use client";

import type { Settings } from "@leadlift/services/organisation/change-settings";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** What the whole workspace goes by has changed. */
export function useRefreshSettings(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries(trpc.organisation.pathFilter());
    router.refresh();
  };
}

/** Saves settings, and offers to put back what they were. */
export function useChangeSettings() {
  const words = useTranslations("settings");
  const trpc = useTRPC();
  const refresh = useRefreshSettings();
  const onError = (error: unknown) => announce(sentenceOf(error), { tone: "bad" });
  const undo = useMutation(trpc.organisation.change.mutationOptions({ onError, onSettled: refresh }));
  return useMutation(
    trpc.organisation.change.mutationOptions({
      onSuccess: ({ before }: { before: Settings }) =>
        announce(words("saved"), Object.keys(before).length > 0 ? { undo: () => undo.mutate(before) } : {}),
      onError,
      onSettled: refresh,
    }),
  );
}
