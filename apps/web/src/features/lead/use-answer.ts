import type { FieldChange } from "@leadlift/services/lead/change-field";
import type { FieldValue } from "@leadlift/services/lead/field-value";
import type { LeadDetail } from "@leadlift/services/lead/get";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { showInLists } from "./lead-query.ts";
import { useValueText } from "./use-value-text.ts";

export interface KnownField {
  field: string;
  label: string;
  kind: string;
}

export interface KnownValue extends KnownField {
  value: FieldValue;
}

/** Writes down what a person told or would not tell: shown at once, taken back when refused, undoable for 8 s. */
export function useAnswer(lead: LeadDetail) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const words = useTranslations("lead");
  const valueText = useValueText();
  const leadId = lead.id;
  const key = trpc.lead.get.queryKey({ leadId });

  const show = (change: (known: LeadDetail) => LeadDetail) =>
    queries.setQueryData(key, (known) => known && change(known));
  const refresh = () => void queries.invalidateQueries(trpc.lead.get.queryFilter({ leadId }));
  // The question that follows comes with the new score.
  const awaitScore = () =>
    show((known) => ({ ...known, question: null, rescoring: known.status === "open" }));
  const failed = (error: unknown) => {
    announce(sentenceOf(error), { tone: "bad" });
    refresh();
  };
  const settled = (of: KnownField, { value, version }: FieldChange) => {
    show((known) => withField({ ...known, version }, of, value));
    const { budget } = queries.getQueryData(key) ?? lead;
    showInLists(queries, trpc, leadId, { version, budget });
    refresh();
  };

  const change = useMutation(
    trpc.lead.changeField.mutationOptions({ onMutate: awaitScore, onError: failed }),
  );
  const refusal = useMutation(
    trpc.question.refuse.mutationOptions({ onMutate: awaitScore, onError: failed }),
  );

  function takeBack(of: KnownField, before: FieldValue | null, version: number) {
    change.mutate(
      { leadId, field: of.field, value: before, version },
      {
        onSuccess: (undone) => {
          settled(of, undone);
          announce(words("undone"));
        },
      },
    );
  }

  return {
    busy: change.isPending || refusal.isPending,
    answer(of: KnownField, value: FieldValue | null, onDone?: (change: FieldChange) => void) {
      change.mutate(
        { leadId, field: of.field, value, version: lead.version },
        {
          onSuccess: (told) => {
            settled(of, told);
            onDone?.(told);
            announce(`${of.label}: ${valueText(told.value, of.kind)}.`, {
              undo: () => takeBack(of, told.before, told.version),
            });
          },
        },
      );
    },
    refuse(of: KnownField) {
      refusal.mutate(
        { leadId, field: of.field },
        {
          onSuccess: () => {
            refresh();
            announce(words("question.notedRefused"), {
              undo: () => refusal.mutate({ leadId, field: of.field, refused: false }, { onSuccess: refresh }),
            });
          },
        },
      );
    },
  };
}

/** The lead as it is once this is known of it. */
function withField(
  lead: LeadDetail,
  { field, label, kind }: KnownField,
  value: FieldValue | null,
): LeadDetail {
  if (field === "budget_max") return { ...lead, budget: typeof value === "object" ? value : lead.budget };
  if (typeof value === "object" && value !== null) return lead;
  const others = lead.attributes.filter(({ key }) => key !== field);
  const known = lead.attributes.findIndex(({ key }) => key === field);
  const at = known < 0 ? others.length : known;
  return { ...lead, attributes: others.toSpliced(at, 0, { key: field, label, kind, value }) };
}
