import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Keeps settings of a number, and says so. */
export function useSave(saved: string, onSaved?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation(
    trpc.whatsapp.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.whatsapp.list.pathFilter());
        announce(saved);
        onSaved?.();
      },
      // The secret is no business of a cache.
      gcTime: 0,
    }),
  );
  return { save: mutate, problem: error && sentenceOf(error), busy: isPending };
}
