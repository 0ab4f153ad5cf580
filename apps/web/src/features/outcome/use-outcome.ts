import type { LeadDetail } from "@leadlift/services/lead/get";
import type { OutcomeChange } from "@leadlift/services/outcome/change";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { showInLists } from "../lead/lead-query.ts";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { useLostReason } from "./use-lost-reason.ts";

type Fate = Pick<LeadDetail, "status" | "step" | "lostReason"> & Partial<Pick<LeadDetail, "version">>;

/** Moves a lead along its ladder: shown at once, taken back when refused, undoable for 8 s. */
export function useOutcome(lead: LeadDetail) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const words = useTranslations("outcome");
  const lostReason = useLostReason();
  const stepLabel = useStepLabel();
  const { ladder } = useWorkspace();
  const leadId = lead.id;
  const before: Fate = { status: lead.status, step: lead.step, lostReason: lead.lostReason };

  function show({ status, step, lostReason, version }: Fate) {
    queries.setQueryData(
      trpc.lead.get.queryKey({ leadId }),
      (known) => known && { ...known, status, step, lostReason, version: version ?? known.version },
    );
    showInLists(queries, trpc, leadId, { status, step });
  }

  function refresh() {
    void queries.invalidateQueries(trpc.lead.get.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.timeline.queryFilter({ leadId }));
    void queries.invalidateQueries(trpc.lead.scoreHistory.queryFilter({ leadId }));
  }

  // The worker rescores within a second or two; a busy one takes longer.
  function settle(change: OutcomeChange) {
    show(change);
    for (const wait of [0, 1500, 5000]) setTimeout(refresh, wait);
    void queries.invalidateQueries(trpc.lead.facets.pathFilter());
  }

  const undo = useMutation(
    trpc.outcome.undo.mutationOptions({
      onSuccess: (change) => {
        settle(change);
        announce(words("undone"));
      },
      onError: (error) => {
        announce(sentenceOf(error), { tone: "bad" });
        refresh();
      },
    }),
  );

  function handlers<Input>(fateOf: (input: Input) => Fate, sentence: (input: Input) => string) {
    return {
      onMutate: (input: Input) => show(fateOf(input)),
      onError: (error: unknown) => {
        show(before);
        refresh();
        announce(sentenceOf(error), { tone: "bad" });
      },
      onSuccess: (change: OutcomeChange, input: Input) => {
        settle(change);
        announce(sentence(input), { undo: () => undo.mutate({ outcomeId: change.outcomeId }) });
      },
    };
  }

  const move = useMutation(
    trpc.outcome.move.mutationOptions(
      handlers(
        ({ step }) => ({ status: step === ladder.at(-1)?.key ? "won" : "open", step, lostReason: null }),
        ({ step }) => words("moved", { step: stepLabel(step) }),
      ),
    ),
  );
  const lose = useMutation(
    trpc.outcome.lose.mutationOptions(
      handlers(
        ({ reason }) => ({ status: "lost", step: before.step, lostReason: reason }),
        ({ reason }) => words("lostFor", { reason: lostReason(reason) }),
      ),
    ),
  );
  const reopen = useMutation(
    trpc.outcome.reopen.mutationOptions(
      handlers(
        () => ({ status: "open", step: before.step, lostReason: null }),
        () => words("opened"),
      ),
    ),
  );

  const at = { leadId, version: lead.version };
  return {
    busy: move.isPending || lose.isPending || reopen.isPending || undo.isPending,
    move: (step: string) => move.mutate({ ...at, step }),
    lose: (reason: string) => lose.mutate({ ...at, reason }),
    reopen: () => reopen.mutate(at),
    undo: (outcomeId: string) => undo.mutate({ outcomeId }),
  };
}
