import type { Rule } from "@leadlift/scoring/scorecard";
import type { RuleField } from "@leadlift/services/scorecard/fields";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { signedText } from "../../format/number.ts";
import { PointsControl } from "./PointsControl.tsx";
import { RuleEditor } from "./RuleEditor.tsx";
import type { DraftRule } from "./rule-edit.ts";
import type { RuleWords } from "./use-rule-words.ts";

interface RuleLineProps {
  rule: DraftRule;
  fields: readonly RuleField[];
  ruleWords: RuleWords;
  /** one sentence a mistake */
  mistakes: readonly string[];
  /** leads that it fires for; null: not counted yet */
  fires: number | null;
  open: boolean;
  /** null: whoever looks may not change it */
  onChange: ((rule: Partial<Rule>) => void) | null;
  onOpen(open: boolean): void;
  onRemove(): void;
}

/** A rule as a sentence with its points; opened, its parts. */
export function RuleLine(props: RuleLineProps) {
  const { rule, fields, ruleWords, mistakes, fires, open, onChange, onOpen, onRemove } = props;
  const words = useTranslations("scorecard");
  const sentence = ruleWords.sentence(rule);
  const tone = rule.points > 0 ? "text-grade-a" : rule.points < 0 ? "text-neg" : "text-ink3";
  return (
    <li className="border-line border-b py-2.5 last:border-0" data-rule={rule.feature}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 lg:grid-cols-[minmax(0,1fr)_minmax(180px,240px)_44px]">
        <div className="min-w-0">
          {onChange ? (
            <button
              aria-expanded={open}
              className="min-h-11 w-full text-left font-medium underline decoration-edge decoration-dotted underline-offset-4 hover:decoration-accent md:pointer-fine:min-h-7"
              onClick={() => onOpen(!open)}
              type="button"
            >
              {sentence}
            </button>
          ) : (
            <span className="flex min-h-8 items-center font-medium">{sentence}</span>
          )}
          {fires !== null && <p className="text-faint text-ink3">{words("fires", { count: fires })}</p>}
        </div>
        <b
          className={`text-right font-semibold text-name tabular-nums lg:order-last ${tone}`}
          data-points={rule.points}
        >
          {signedText(rule.points)}
        </b>
        {onChange && (
          <div className="max-lg:col-span-2">
            <PointsControl onChange={(points) => onChange({ points })} points={rule.points} rule={sentence} />
          </div>
        )}
      </div>
      {mistakes.map((mistake) => (
        <p className="mt-1 text-neg text-sub" key={mistake} role="alert">
          {mistake}
        </p>
      ))}
      {open && onChange && (
        <div className="mt-2 rounded-[11px] bg-sunk p-3">
          <RuleEditor fields={fields} onChange={onChange} rule={rule} ruleWords={ruleWords} />
          <div className="mt-3 flex justify-between gap-2">
            <Button aria-label={words("removeRule", { rule: sentence })} kind="danger" onClick={onRemove}>
              {words("remove")}
            </Button>
            <Button onClick={() => onOpen(false)}>{words("done")}</Button>
          </div>
        </div>
      )}
    </li>
  );
}
