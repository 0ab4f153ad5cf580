import type { SavedView } from "@leadlift/services/saved-view/list";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

type Change = Partial<Pick<SavedView, "name" | "shared" | "query">>;

/** Keeps, changes and removes views; what is changed or removed can be taken back for 8 s. */
export function useSavedViews() {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries(trpc.savedView.list.queryFilter());
  const options = {
    onSettled: refresh,
    onError: (error: unknown) => announce(sentenceOf(error), { tone: "bad" }),
  };
  const save = useMutation(trpc.savedView.save.mutationOptions(options));
  const change = useMutation(trpc.savedView.change.mutationOptions(options));
  const remove = useMutation(trpc.savedView.remove.mutationOptions(options));
  const restore = useMutation(trpc.savedView.restore.mutationOptions(options));
  // What is given to `mutate` is forgotten with the sheet that closes. What fails has been announced.
  const then = (done: Promise<unknown>, say: () => void) => void done.then(say, () => undefined);
  const undone = (done: Promise<unknown>) => then(done, () => announce(words("undone")));
  return {
    busy: save.isPending || change.isPending || remove.isPending || restore.isPending,
    save(view: Pick<SavedView, "name" | "shared" | "query">, onDone: () => void) {
      save.mutate(view, {
        onSuccess: ({ viewId }) => {
          onDone();
          announce(words("saved.saved", { name: view.name }), {
            undo: () => undone(remove.mutateAsync({ viewId })),
          });
        },
      });
    },
    change(viewId: string, to: Change, onDone: () => void) {
      change.mutate(
        { viewId, ...to },
        {
          onSuccess: ({ name, shared, query }) => {
            onDone();
            announce(words("saved.changed", { name: to.name ?? name }), {
              undo: () => undone(change.mutateAsync({ viewId, name, shared, query })),
            });
          },
        },
      );
    },
    remove({ id: viewId, name, query }: SavedView) {
      then(remove.mutateAsync({ viewId }), () =>
        announce(words("saved.removed", { name }), {
          undo: () => undone(restore.mutateAsync({ viewId, name, query })),
        }),
      );
    },
  };
}
