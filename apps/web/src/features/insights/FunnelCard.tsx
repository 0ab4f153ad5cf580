import type { FunnelRow } from "@leadlift/services/insights/insights";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { DownloadCsv } from "../../components/DownloadCsv.tsx";
import { countText, percentText } from "../../format/number.ts";
import { narrowest } from "./insight-words.ts";

/** How far a period's enquiries have come, step by step. */
export function FunnelCard({ rows }: { rows: readonly FunnelRow[] }) {
  const words = useTranslations("insights.funnel");
  const all = useTranslations("insights");
  const leads = rows[0]?.ofAll.n ?? 0;
  const tight = narrowest(rows);
  return (
    <Card
      aside={
        <DownloadCsv
          className="-my-2 -mr-3"
          file="funnel"
          header={[words("step"), words("leads"), words("ofAll"), words("ofBefore")]}
          label={all("download")}
          rows={rows.map(({ label, leads: came, ofAll, ofBefore }) => [
            label,
            came,
            ofAll.share,
            ofBefore.share,
          ])}
        />
      }
      title={words("title")}
    >
      <ol className="flex flex-col gap-1.5">
        <Bar detail="" leads={leads} name={words("all")} share={1} />
        {rows.map(({ step, label, leads: came, ofAll, ofBefore }) => (
          <Bar
            detail={[
              ...(ofAll.share === null ? [] : [words("ofAllText", { share: percentText(ofAll.share) })]),
              ...(ofBefore.share === null
                ? []
                : [words("ofBeforeText", { share: percentText(ofBefore.share) })]),
            ].join(" · ")}
            key={step}
            leads={came}
            name={label}
            share={ofAll.share ?? 0}
          />
        ))}
      </ol>
      {tight && (
        <p className="mt-2">
          {words("biggest", { step: tight.label, share: percentText(tight.ofBefore.share ?? 0) })}
        </p>
      )}
      <p className="mt-1 text-faint text-ink3">{words("why")}</p>
    </Card>
  );
}

interface BarProps {
  name: string;
  leads: number;
  share: number;
  detail: string;
}

function Bar({ name, leads, share, detail }: BarProps) {
  return (
    <li>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{name}</span>
        <span className="text-faint text-ink3 tabular-nums">
          {detail} <span className="ml-1 font-semibold text-body text-ink">{countText(leads)}</span>
        </span>
      </div>
      <div aria-hidden="true" className="h-1.5 rounded-full bg-grade-d-soft">
        <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
    </li>
  );
}
