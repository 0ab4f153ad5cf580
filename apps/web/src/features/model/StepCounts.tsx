import type { ModelPage } from "@leadlift/services/model/get-champion";
import { Tag } from "../../components/Tag.tsx";
import { countText } from "../../format/number.ts";
import { enough, missingText } from "./training-words.ts";

/** How many leads there are to learn each step from, and what is still missing. */
export function StepCounts({ steps, target }: { steps: ModelPage["steps"]; target: string | null }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <caption className="pb-2 text-left text-ink2 text-sub">
          A step can be learnt from {enough} leads that reached it and {enough} that did not.
        </caption>
        <thead className="text-faint text-ink3">
          <tr className="border-b">
            <th className="py-1.5 pr-3 font-medium" scope="col">
              Step
            </th>
            <th className="py-1.5 pr-3 text-right font-medium" scope="col">
              Reached
            </th>
            <th className="py-1.5 pr-6 text-right font-medium" scope="col">
              Did not
            </th>
            <th className="py-1.5 font-medium" scope="col">
              Still missing
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr className="border-b last:border-0" key={step.step}>
              <th className="py-2 pr-3 text-left font-medium" scope="row">
                {step.label} {step.step === target && <Tag tone="accent">target</Tag>}
              </th>
              <td className="py-2 pr-3 text-right">{countText(step.reached)}</td>
              <td className="py-2 pr-6 text-right">{countText(step.notReached)}</td>
              <td className="py-2 text-ink2 text-sub">
                {missingText(step) ?? <span className="text-grade-a">nothing</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
