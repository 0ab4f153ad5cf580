import { liftRows, liftText } from "@leadlift/scoring/words";
import type { Champion } from "@leadlift/services/model/get-champion";
import { Card } from "../../components/Card.tsx";

type Lift = NonNullable<Champion["report"]["lift"]>;

/** Chance is at the left end, a perfect ranking at the right one. */
const place = (auc: number) => `${Math.min(100, Math.max(0, (auc - 0.5) * 200))}%`;

/** How well models rank that are given less, and what knows more than any of them. */
export function FeatureLift({ lift }: { lift: Lift }) {
  return (
    <Card title="What the features bring">
      <table className="w-full text-left">
        <caption className="sr-only">How well models rank by what they are given</caption>
        <thead className="text-faint text-ink3">
          <tr>
            <th className="py-1 font-medium" scope="col">
              A model that is given
            </th>
            <th className="w-[34%] py-1 font-medium max-sm:hidden" scope="col">
              <span aria-hidden="true" className="flex justify-between">
                <span>chance</span>
                <span>perfect</span>
              </span>
              <span className="sr-only">Range</span>
            </th>
            <th className="py-1 pl-3 text-right font-medium" scope="col">
              AUC
            </th>
            <th className="py-1 pl-3 text-right font-medium" scope="col">
              Above the first
            </th>
          </tr>
        </thead>
        <tbody>
          {liftRows(lift).map(({ name, auc, low, high, gain }, i) => {
            const told = i >= lift.sets.length;
            return (
              <tr className="border-t" key={name}>
                <th className="py-2 pr-3 text-left font-medium" scope="row">
                  {name}
                </th>
                <td className="max-sm:hidden">
                  <span aria-hidden="true" className="relative block h-4">
                    <span className="absolute inset-x-0 top-1.5 h-1 rounded bg-grade-d-soft" />
                    <span
                      className={
                        told
                          ? "absolute top-1.5 h-1 rounded bg-edge"
                          : "absolute top-1.5 h-1 rounded bg-grade-b"
                      }
                      style={{ left: place(low), width: `calc(${place(high)} - ${place(low)})` }}
                    />
                    <span
                      className={
                        told
                          ? "absolute top-0.5 size-3 -translate-x-1/2 rounded-full bg-ink3"
                          : "absolute top-0.5 size-3 -translate-x-1/2 rounded-full bg-grade-b"
                      }
                      style={{ left: place(auc) }}
                    />
                  </span>
                  <span className="sr-only">
                    {low.toFixed(3)} to {high.toFixed(3)}
                  </span>
                </td>
                <td className="py-2 pl-3 text-right align-top tabular-nums">
                  {auc.toFixed(3)}
                  <span className="block text-faint text-ink3">
                    {low.toFixed(2)} – {high.toFixed(2)}
                  </span>
                </td>
                <td className="py-2 pl-3 text-right align-top text-ink2 text-sub tabular-nums">
                  {gain || "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="mt-2 text-ink2 text-sub">{liftText(lift)}</p>
    </Card>
  );
}
