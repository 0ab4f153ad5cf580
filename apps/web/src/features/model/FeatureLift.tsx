import { type LiftRow, liftRows, liftText } from "@leadlift/scoring/words";
import type { Champion } from "@leadlift/services/model/get-champion";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { wordedIn } from "../../i18n/locales.ts";

type Lift = NonNullable<Champion["report"]["lift"]>;

/** How well models rank that are given less, and what knows more than any of them. */
export function FeatureLift({ lift }: { lift: Lift }) {
  const words = useTranslations("model.lift");
  const language = wordedIn[useLocale()];
  return (
    <Card title={words("title")}>
      <table className="w-full text-left">
        <thead className="text-faint text-ink3">
          <tr>
            <th className="w-full py-1 font-medium" scope="col">
              {words("given")}
              <span aria-hidden="true" className="flex justify-between font-normal">
                <span>{words("chance")}</span>
                <span>{words("perfect")}</span>
              </span>
            </th>
            <th className="py-1 pl-4 text-right align-top font-medium" scope="col">
              {words("auc")}
            </th>
            <th className="py-1 pl-4 text-right align-top font-medium" scope="col">
              {words("gain")}
            </th>
          </tr>
        </thead>
        <tbody>
          {liftRows(lift, language).map((row, i) => (
            <tr className="border-t" key={row.name}>
              <th className="py-2 text-left font-medium" scope="row">
                {row.name}
                <Range {...row} beyond={i >= lift.sets.length} />
              </th>
              <Figure range={`${row.low.toFixed(2)} – ${row.high.toFixed(2)}`} value={row.auc.toFixed(3)} />
              <Figure range={row.gain?.range} value={row.gain?.auc} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-ink2 text-sub">{liftText(lift, language)}</p>
    </Card>
  );
}

function Figure({ value, range }: { value: string | undefined; range: string | undefined }) {
  return (
    <td className="py-2 pl-4 text-right align-top tabular-nums">
      {value}
      <span className="block whitespace-nowrap text-faint text-ink3">{range}</span>
    </td>
  );
}

/** Chance is at the left end, a perfect ranking at the right one. */
const place = (auc: number) => `${Math.min(100, Math.max(0, (auc - 0.5) * 200))}%`;

/** The figures beside it, drawn. `beyond`: no model's. */
function Range({ auc, low, high, beyond }: LiftRow & { beyond: boolean }) {
  return (
    <span aria-hidden="true" className="relative mt-1 block h-3">
      <span className="absolute inset-x-0 top-1 h-1 rounded bg-grade-d-soft" />
      <span
        className={cx("absolute top-1 h-1 rounded", beyond ? "bg-edge" : "bg-grade-b")}
        style={{ left: place(low), width: `calc(${place(high)} - ${place(low)})` }}
      />
      <span
        className={cx(
          "absolute top-0 size-3 -translate-x-1/2 rounded-full",
          beyond ? "bg-ink3" : "bg-grade-b",
        )}
        style={{ left: place(auc) }}
      />
    </span>
  );
}
