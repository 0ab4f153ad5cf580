import type { LeadDetail } from "@leadlift/services/lead/get";
import type { ListingChange } from "@leadlift/services/lead/set-listing";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Says which listing a lead asks for: shown at once, taken back when refused, undoable for 8 s. */
export function useListing(lead: LeadDetail) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const leadId = lead.id;

  const show = (change: Partial<LeadDetail>) =>
    queries.setQueryData(trpc.lead.get.queryKey({ leadId }), (known) => known && { ...known, ...change });
  const refresh = () => void queries.invalidateQueries(trpc.lead.get.queryFilter({ leadId }));
  const settled = ({ externalId, version }: ListingChange) => {
    show({ listing: externalId, version });
    refresh();
  };
  const set = useMutation(
    trpc.lead.setListing.mutationOptions({
      onMutate: ({ externalId }) => show({ listing: externalId, rescoring: lead.status === "open" }),
      onError: (error) => {
        announce(sentenceOf(error), { tone: "bad" });
        refresh();
      },
    }),
  );

  function takeBack({ before, version }: ListingChange) {
    set.mutate(
      { leadId, externalId: before, version },
      {
        onSuccess: (undone) => {
          settled(undone);
          announce(words("undone"));
        },
      },
    );
  }

  return {
    busy: set.isPending,
    choose(externalId: string | null) {
      set.mutate(
        { leadId, externalId, version: lead.version },
        {
          onSuccess: (change) => {
            settled(change);
            announce(externalId === null ? words("listing.notedNone") : words("listing.noted"), {
              undo: () => takeBack(change),
            });
          },
        },
      );
    },
  };
}
