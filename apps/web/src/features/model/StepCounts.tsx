import type { ModelPage } from "@leadlift/services/model/get-champion";
import { useTranslations } from "next-intl";
import { Tag } from "../../components/Tag.tsx";
import { countText } from "../../format/number.ts";
import { useStepLabel } from "../shell/Workspace.tsx";
import { enough, missingOf } from "./training-words.ts";

/** How many leads there are to learn each step from, and what is still missing. */
export function StepCounts({ steps, target }: { steps: ModelPage["steps"]; target: string | null }) {
  const words = useTranslations("model.steps");
  const stepLabel = useStepLabel();
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <caption className="pb-2 text-left text-ink2 text-sub">{words("what", { n: enough })}</caption>
        <thead className="text-faint text-ink3">
          <tr className="border-b">
            <th className="py-1.5 pr-3 font-medium" scope="col">
              {words("step")}
            </th>
            <th className="py-1.5 pr-3 text-right font-medium" scope="col">
              {words("reached")}
            </th>
            <th className="py-1.5 pr-6 text-right font-medium" scope="col">
              {words("not")}
            </th>
            <th className="py-1.5 font-medium" scope="col">
              {words("missing")}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr className="border-b last:border-0" key={step.step}>
              <th className="py-2 pr-3 text-left font-medium" scope="row">
                {stepLabel(step.step)} {step.step === target && <Tag tone="accent">{words("target")}</Tag>}
              </th>
              <td className="py-2 pr-3 text-right">{countText(step.reached)}</td>
              <td className="py-2 pr-6 text-right">{countText(step.notReached)}</td>
              <td className="py-2 text-ink2 text-sub">
                <Missing step={step} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Missing({ step }: { step: ModelPage["steps"][number] }) {
  const words = useTranslations("model.steps");
  const missing = missingOf(step);
  if (!missing) return <span className="text-grade-a">{words("nothing")}</span>;
  const { reached, notReached } = missing;
  const what = reached && notReached ? "missingBoth" : reached ? "missingReached" : "missingNot";
  return words(what, { reached: countText(reached), notReached: countText(notReached) });
}
