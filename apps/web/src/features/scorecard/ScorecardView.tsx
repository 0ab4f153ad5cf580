"use client";

import { mistakesIn, realEstateRules } from "@leadlift/scoring/scorecard";
import { can } from "@leadlift/services/permissions";
import type { ScorecardPage } from "@leadlift/services/scorecard/get";
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useReducer, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { Moment } from "../shell/Moment.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { LearningCard } from "./LearningCard.tsx";
import { PreviewCard } from "./PreviewCard.tsx";
import { RuleLine } from "./RuleLine.tsx";
import { edited, plainRules, sameDraft } from "./rule-edit.ts";
import { useRuleWords } from "./use-rule-words.ts";
import { useSaveRules } from "./use-save-rules.ts";
import { useSettled } from "./use-settled.ts";

const settleMs = 350;

/** The organisation's rules as sentences, and who would lead the list by them. */
export function ScorecardView() {
  const trpc = useTRPC();
  const words = useTranslations("scorecard");
  const { role } = useWorkspace();
  const { data: page } = useSuspenseQuery(trpc.scorecard.page.queryOptions());
  const mayChange = can(role, "model.choose-columns");
  const [draft, edit] = useReducer(edited, page.rules, (rules) => edited([], { do: "start", rules }));
  const [openId, setOpenId] = useState<number | null>(null);
  const rules = useMemo(() => plainRules(draft), [draft]);
  const settled = useSettled(rules, settleMs);
  const changed = !sameDraft(rules, page.rules);
  const ruleWords = useRuleWords(page.fields);
  const names = useMemo(() => new Set(page.fields.map(({ name }) => name)), [page.fields]);
  const mistakes = mistakesIn(rules, names, ruleWords.language);
  const preview = useQuery({
    ...trpc.scorecard.preview.queryOptions({ rules: settled }),
    enabled: mayChange && mistakes.length === 0,
    placeholderData: keepPreviousData,
  });
  const { busy, save, restore } = useSaveRules(page, (kept) => edit({ do: "start", rules: kept }));
  const counted = settled === rules && !preview.isPlaceholderData ? preview.data : undefined;
  const addRule = () => {
    edit({
      do: "add",
      rule: { feature: "source", condition: { is: "one_of", values: [] }, points: 5 },
    });
    setOpenId(Math.max(-1, ...draft.map(({ id }) => id)) + 1);
  };
  return (
    <>
      <PageTop sub={subText(page.scoring, words)} title={words("title")} />
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-24 md:px-5.5 xl:grid-cols-[minmax(0,1fr)_380px]">
        <Card aside={<Standing page={page} />} title={words("rules")}>
          {!mayChange && <p className="mb-1 text-ink2 text-sub">{words("readOnly")}</p>}
          <ul>
            {draft.map((rule, place) => (
              <RuleLine
                fields={page.fields}
                fires={counted?.fires[place] ?? null}
                key={rule.id}
                mistakes={mistakes.flatMap((each) => (each.place === place ? [each.sentence] : []))}
                onChange={mayChange ? (change) => edit({ do: "change", id: rule.id, rule: change }) : null}
                onOpen={(open) => setOpenId(open ? rule.id : null)}
                onRemove={() => edit({ do: "remove", id: rule.id })}
                open={openId === rule.id}
                rule={rule}
                ruleWords={ruleWords}
              />
            ))}
          </ul>
          {mistakes
            .filter(({ place }) => place === null)
            .map(({ sentence }) => (
              <p className="py-2 text-neg text-sub" key={sentence} role="alert">
                {sentence}
              </p>
            ))}
          {mayChange && (
            <div className="mt-3 flex flex-wrap gap-2">
              <Button onClick={addRule}>{words("add")}</Button>
              {!page.untouched && (
                <Button disabled={busy} kind="quiet" onClick={() => restore(realEstateRules)}>
                  {words("restore")}
                </Button>
              )}
            </div>
          )}
        </Card>
        <div className="flex min-w-0 flex-col gap-3 xl:sticky xl:top-3">
          <LearningCard />
          {mayChange && (
            <PreviewCard
              busy={settled !== rules || preview.isPlaceholderData}
              changed={changed}
              failed={preview.isError}
              preview={preview.data}
            />
          )}
        </div>
      </div>
      {mayChange && (changed || page.version === 0) && (
        <div className="fixed inset-x-0 bottom-[calc(66px+env(safe-area-inset-bottom))] z-10 flex items-center justify-between gap-2 border-line border-t bg-surface px-4.5 py-2.5 md:bottom-0 md:left-[200px] md:px-5.5">
          <span className="text-ink2 text-sub max-sm:sr-only">{words("unsaved")}</span>
          <span className="flex flex-1 justify-end gap-2">
            {changed && (
              <Button
                disabled={busy}
                kind="quiet"
                onClick={() => {
                  edit({ do: "start", rules: page.rules });
                  setOpenId(null);
                }}
              >
                {words("discard")}
              </Button>
            )}
            <Button disabled={busy || mistakes.length > 0} kind="primary" onClick={() => save(rules)}>
              {words("save")}
            </Button>
          </span>
        </div>
      )}
    </>
  );
}

type Words = ReturnType<typeof useTranslations<"scorecard">>;

function subText(scoring: "model" | "rules" | "none", words: Words): string {
  if (scoring === "model") return words("subModel");
  return words(scoring === "none" ? "subNone" : "sub");
}

function Standing({ page }: { page: ScorecardPage }) {
  const words = useTranslations("scorecard");
  const { version, untouched, changedAt, changedBy } = page;
  if (untouched || !changedAt) {
    return (
      <span className="text-right text-faint text-ink3">
        {words("defaultRules", { version: Math.max(1, version) })}
      </span>
    );
  }
  return (
    <span className="text-right text-faint text-ink3">
      {changedBy === null ? words("changed", { version }) : words("changedBy", { version, name: changedBy })}{" "}
      · <Moment at={changedAt} />
    </span>
  );
}
