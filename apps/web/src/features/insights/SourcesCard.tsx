import type { Insights, SourceRow } from "@leadlift/services/insights/insights";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "../../components/Card.tsx";
import { DownloadCsv } from "../../components/DownloadCsv.tsx";
import { countText, percentText } from "../../format/number.ts";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { costState } from "./insight-words.ts";

const CostSheet = dynamic(() => import("./CostSheet.tsx").then(({ CostSheet: Loaded }) => Loaded));

/** Each source: what it brings, and what a visit and a sale of it cost. */
export function SourcesCard({ insights }: { insights: Insights }) {
  const words = useTranslations("insights.sources");
  const { sources, visit, target, from } = insights;
  const [entering, setEntering] = useState<string | null>(null);
  return (
    <Card aside={<Download insights={insights} />} title={words("title")}>
      <p className="mb-2 text-ink2 text-sub">
        {visit ? words("sub", { visit: visit.label }) : words("noVisit")}
      </p>
      <Wide onEnter={setEntering} sources={sources} />
      <Narrow onEnter={setEntering} sources={sources} />
      <p className="mt-2 text-faint text-ink3">{words("why", { days: target?.horizonDays ?? 0 })}</p>
      {entering !== null && (
        <CostSheet onClose={() => setEntering(null)} periodFrom={from} source={entering} />
      )}
    </Card>
  );
}

interface RowsProps {
  sources: readonly SourceRow[];
  onEnter(source: string): void;
}

function Wide({ sources, onEnter }: RowsProps) {
  const words = useTranslations("insights.sources");
  return (
    <table className="hidden w-full text-right tabular-nums md:table">
      <thead className="text-faint text-ink3">
        <tr className="border-b align-bottom">
          <th className="py-1.5 text-left font-medium" scope="col">
            {words("source")}
          </th>
          {(["leads", "visits", "won", "cost", "perVisit", "perWon"] as const).map((key) => (
            <th className="py-1.5 pl-3 font-medium" key={key} scope="col">
              {words(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sources.map((row) => (
          <tr className="border-b align-top last:border-0" key={row.source ?? ""}>
            <th className="py-2 text-left font-medium" scope="row">
              {row.source ?? words("unknown")}
            </th>
            <td className="py-2 pl-3">{countText(row.leads)}</td>
            <td className="py-2 pl-3">
              <ShareOf {...row.visits} />
            </td>
            <td className="py-2 pl-3">
              <ShareOf {...row.won} />
            </td>
            <td className="py-1 pl-3">
              <Cost onEnter={onEnter} row={row} />
            </td>
            <td className="py-2 pl-3">
              <Per row={row} what="perVisit" />
            </td>
            <td className="py-2 pl-3">
              <Per row={row} what="perWon" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Narrow({ sources, onEnter }: RowsProps) {
  const words = useTranslations("insights.sources");
  return (
    <ul className="md:hidden">
      {sources.map((row) => (
        <li className="border-b py-2.5 last:border-0" key={row.source ?? ""}>
          <div className="flex items-center justify-between gap-3">
            <span className="font-medium">{row.source ?? words("unknown")}</span>
            <Cost onEnter={onEnter} row={row} />
          </div>
          <dl className="grid grid-cols-3 gap-x-3 gap-y-1.5 text-sub">
            <Fact name={words("leads")}>{countText(row.leads)}</Fact>
            <Fact name={words("visits")}>
              <ShareOf {...row.visits} />
            </Fact>
            <Fact name={words("won")}>
              <ShareOf {...row.won} />
            </Fact>
          </dl>
          <dl className="mt-1.5 grid grid-cols-2 gap-x-3 text-sub">
            <Fact name={words("perVisit")}>
              <Per row={row} what="perVisit" />
            </Fact>
            <Fact name={words("perWon")}>
              <Per row={row} what="perWon" />
            </Fact>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-ink3">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function ShareOf({ hits, n, share }: { hits: number; n: number; share: number | null }) {
  const words = useTranslations("insights.sources");
  if (share === null) return words("none");
  return (
    <>
      {percentText(share)}
      <span className="block text-faint text-ink3 whitespace-nowrap">
        {words("of", { hits: countText(hits), n: countText(n) })}
      </span>
    </>
  );
}

/** The price in force, and the way to another one. */
function Cost({ row, onEnter }: { row: SourceRow; onEnter(source: string): void }) {
  const words = useTranslations("insights.sources");
  const { money } = useFormats();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.insights.costs.queryOptions());
  const { source, costed, leads } = row;
  if (source === null) return <span className="text-ink3">{words("none")}</span>;
  // Latest day first.
  const latest = data?.find((cost) => cost.source === source);
  const shown = latest ? money(latest.perLeadPaise) : words("enter");
  return (
    <>
      <button
        aria-label={words("enterOf", { shown, source })}
        className="min-h-11 min-w-11 font-medium underline decoration-line underline-offset-3 hover:decoration-ink md:pointer-fine:min-h-8"
        onClick={() => onEnter(source)}
        type="button"
      >
        {shown}
      </button>
      {latest && costed < leads && (
        <span className="block text-faint text-ink3">
          {words("part", { n: countText(costed), leads: countText(leads) })}
        </span>
      )}
    </>
  );
}

function Per({ row, what }: { row: SourceRow; what: "perVisit" | "perWon" }) {
  const words = useTranslations("insights.sources");
  const { money: exactly } = useFormats();
  const money = (amount: number) => exactly(Math.round(amount / 100) * 100);
  const cost = row[what];
  const state = costState(cost, row.costed);
  const { paise, low, high } = cost;
  return (
    <>
      {paise === null ? words(state === "none" ? "none" : "nobody") : money(paise)}
      {low !== null && state !== "none" && (
        <span className="block text-faint text-ink3 whitespace-nowrap">
          {high === null
            ? words("orMore", { low: money(low) })
            : words("between", { low: money(low), high: money(high) })}
        </span>
      )}
    </>
  );
}

function Download({ insights: { sources, from, to } }: { insights: Insights }) {
  const words = useTranslations("insights.sources");
  const all = useTranslations("insights");
  const rupees = (paise: number | null) => (paise === null ? null : paise / 100);
  return (
    <DownloadCsv
      className="-my-2 -mr-3"
      file={`sources-${from}-${to}`}
      header={[
        words("source"),
        words("leads"),
        words("visits"),
        words("won"),
        "n",
        `${words("perVisit")} (₹)`,
        `${words("perWon")} (₹)`,
      ]}
      label={all("download")}
      rows={sources.map((row) => [
        row.source ?? words("unknown"),
        row.leads,
        row.visits.hits,
        row.won.hits,
        row.mature,
        rupees(row.perVisit.paise),
        rupees(row.perWon.paise),
      ])}
    />
  );
}
