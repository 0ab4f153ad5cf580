import { labelIn, type Rule, sayRule } from "@leadlift/scoring/scorecard";
import type { RuleField } from "@leadlift/services/scorecard/fields";
import { useLocale } from "next-intl";
import { useMemo } from "react";
import { wordedIn } from "../../i18n/locales.ts";

/** How rules and fields are spoken of in the reader's language. */
export function useRuleWords(fields: readonly RuleField[]) {
  const locale = useLocale();
  return useMemo(() => {
    const language = wordedIn[locale];
    const own = new Map(fields.map(({ name, label }) => [name, label ?? undefined]));
    return {
      language,
      sentence: (rule: Pick<Rule, "feature" | "condition">) => sayRule(rule, language, own.get(rule.feature)),
      label: (name: string) => labelIn(language, name, own.get(name)),
    };
  }, [locale, fields]);
}

export type RuleWords = ReturnType<typeof useRuleWords>;
