"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import type { LeadQuestion } from "@leadlift/services/profiling/stored-question";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { AnswerField } from "./AnswerField.tsx";
import { sentenceCase } from "./lead-words.ts";
import { useAnswer } from "./use-answer.ts";
import { useValueText } from "./use-value-text.ts";

/** What was told last, and where the score stood before and after it. */
interface Told {
  text: string;
  /** of the lead with this answer */
  version: number;
  before: number | null;
  /** undefined: not scored since */
  after?: number | null;
}

/** The one question whose answer would move the score most, with answers to tap; nothing where there is none. */
export function NextQuestion({ lead }: { lead: LeadDetail }) {
  const { question } = lead;
  const id = useId();
  const words = useTranslations("lead");
  const valueText = useValueText();
  const { busy, answer, refuse } = useAnswer(lead);
  const [told, setTold] = useTold(lead);
  const looking = useWantedQuestion(lead);
  if (!question && !looking && !told) return null;
  return (
    <section
      aria-labelledby={id}
      className="rounded-[14px] border border-line bg-surface p-4"
      data-question={question?.field}
    >
      <h2 className="font-semibold text-ink2 text-sub" id={id}>
        {words("question.title")}
      </h2>
      {told?.after !== undefined && <Moved after={told.after} told={told} />}
      {question ? (
        <Answers
          busy={busy}
          key={question.field}
          onAnswer={(value) => {
            const of = { ...question, kind: kindOf(question) };
            const before = lead.score;
            answer(of, value, (change) =>
              setTold({
                text: `${of.label}: ${valueText(change.value, of.kind)}`,
                version: change.version,
                before,
              }),
            );
          }}
          onRefuse={() => {
            setTold(null);
            refuse(question);
          }}
          question={question}
        />
      ) : looking ? (
        <div aria-label={words("question.finding")} role="status">
          <div aria-hidden="true" className="skeleton mt-2 h-9 w-64 max-w-full" />
          <div aria-hidden="true" className="skeleton mt-3 mb-9 h-11 w-full md:pointer-fine:h-9" />
        </div>
      ) : (
        <p className="mt-1 text-ink2">{words("question.nothing")}</p>
      )}
    </section>
  );
}

/** A budget is an amount or a range, whatever the model takes it for. */
function kindOf({ field, kind }: LeadQuestion): string {
  return field === "budget_max" ? "budget" : kind;
}

/** What was told stands until something else changes the lead: what moves the score then is not the answer. */
function useTold({ version, score, rescoring }: LeadDetail) {
  const [told, setTold] = useState<Told | null>(null);
  const waits = told !== null && told.after === undefined && told.version === version && !rescoring;
  if (waits) setTold({ ...told, after: score });
  return [told?.version === version ? told : null, setTold] as const;
}

function Moved({ told: { text, before }, after }: { told: Told; after: number | null }) {
  const words = useTranslations("lead");
  const known = before !== null && after !== null;
  return (
    <p className="mt-1 text-ink2 text-sub" role="status">
      {words("question.told", {
        answer: text,
        move: known ? (before === after ? "same" : "moved") : "noted",
        before: before ?? "",
        after: after ?? "",
      })}
    </p>
  );
}

const tapsAtFirst = 6;

interface AnswersProps {
  question: LeadQuestion;
  busy: boolean;
  onAnswer: Parameters<typeof AnswerField>[0]["onAnswer"];
  onRefuse(): void;
}

function Answers({ question, busy, onAnswer, onRefuse }: AnswersProps) {
  const words = useTranslations("lead");
  const { label, choices } = question;
  const kind = kindOf(question);
  const [writing, setWriting] = useState(false);
  const all: readonly { label: string; value: string | boolean }[] =
    kind === "boolean"
      ? [
          { label: words("question.yes"), value: true },
          { label: words("question.no"), value: false },
        ]
      : (choices ?? []).map((value) => ({ label: sentenceCase(value), value }));
  const taps = writing ? all : all.slice(0, tapsAtFirst);
  const written = kind !== "boolean" && (writing || taps.length === 0);
  return (
    <>
      <p className="mt-0.5 font-semibold text-name">{question.question}</p>
      <p className="text-faint text-ink3">
        {words("question.moves", { points: Math.round(question.points) })}
      </p>
      {taps.length > 0 && (
        <ul aria-label={label} className="mt-2.5 flex flex-wrap gap-2">
          {taps.map((tap) => (
            <li key={tap.label}>
              <Button className="font-medium!" disabled={busy} onClick={() => onAnswer(tap.value)}>
                {tap.label}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {written && (
        <div className="mt-2.5">
          <AnswerField busy={busy} kind={kind} label={label} onAnswer={onAnswer} />
        </div>
      )}
      <div className="-mb-2 -ml-3.5 mt-1 flex flex-wrap">
        {kind !== "boolean" && !written && (
          <Button kind="quiet" onClick={() => setWriting(true)}>
            {words("question.other")}
          </Button>
        )}
        <Button disabled={busy} kind="quiet" onClick={onRefuse}>
          {words("question.refused")}
        </Button>
      </div>
    </>
  );
}

/** Long enough that walking through the list with J asks for nothing. */
const restMs = 400;

/**
 * Batches score without looking for questions: whoever opens a lead has it looked for, once. Returns whether one may
 * still come.
 */
function useWantedQuestion({ id: leadId, questionWanted, rescoring }: LeadDetail): boolean {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [requested, setRequested] = useState(false);
  const { mutate } = useMutation(
    trpc.question.request.mutationOptions({
      onSuccess: ({ promised }) => {
        queries.setQueryData(
          trpc.lead.get.queryKey({ leadId }),
          (known) => known && { ...known, rescoring: promised },
        );
      },
      onSettled: () => setRequested(true),
    }),
  );
  const due = questionWanted && !rescoring && !requested;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => mutate({ leadId }), restMs);
    return () => clearTimeout(timer);
  }, [due, leadId, mutate]);
  return rescoring || due;
}
