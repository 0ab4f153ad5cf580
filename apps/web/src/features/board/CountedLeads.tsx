import type { BoardArithmetic } from "@leadlift/services/board/arithmetic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { DownloadCsv } from "../../components/DownloadCsv.tsx";
import { percentText } from "../../format/number.ts";
import { useFormats } from "../../format/use-formats.ts";
import type { CountedBoard } from "./counted-board.ts";

interface CountedLeadsProps {
  board: CountedBoard;
  counted: BoardArithmetic;
  /** whose they are, for the name of the file */
  name: string;
}

const first = 15;

/** The leads that make up a line, with the sums below them. */
export function CountedLeads({ board, counted, name }: CountedLeadsProps) {
  const words = useTranslations("board.counted");
  const { date } = useFormats();
  const { leads, sums } = counted;
  const [all, setAll] = useState(false);
  const shown = all ? leads : leads.slice(0, first);
  return (
    <div className="max-w-3xl">
      <table className="w-full text-right tabular-nums">
        <thead className="text-faint text-ink3">
          <tr className="border-b align-bottom">
            <th className="py-1.5 text-left font-medium" scope="col">
              {words("lead")}
            </th>
            <th className="py-1.5 pl-2 font-medium max-sm:hidden" scope="col">
              {words("given")}
            </th>
            <th className="py-1.5 pl-2 font-medium" scope="col">
              {words("probability")}
            </th>
            <th className="py-1.5 pl-2 font-medium" scope="col">
              {words("expected")}
            </th>
            <th className="py-1.5 pl-2 font-medium" scope="col">
              {words("came")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((lead) => (
            <tr
              className="border-b"
              data-expected={lead.expectation}
              data-lead-counted
              data-result={lead.result}
              key={`${lead.leadId} ${lead.assignedAt.getTime()}`}
            >
              <th className="max-w-0 py-1 text-left font-normal" scope="row">
                <Link
                  className="flex min-h-6 items-center underline decoration-line underline-offset-3 hover:decoration-ink"
                  href={`/leads/${lead.leadId}`}
                >
                  <span className="truncate">{lead.name ?? words("unnamed")}</span>
                </Link>
                {lead.from === "base" && <span className="block text-faint text-ink3">{words("base")}</span>}
                {lead.note && (
                  <span className="block text-faint text-ink3">
                    {words(`excluded.${lead.note}`, { days: board.target.horizonDays })}
                  </span>
                )}
              </th>
              <td className="py-1 pl-2 whitespace-nowrap max-sm:hidden">{date(lead.assignedAt)}</td>
              <td className="py-1 pl-2">{percentText(lead.probability)}</td>
              <td className="py-1 pl-2">{lead.expectation.toFixed(3)}</td>
              <td className="py-1 pl-2">{words(lead.result === 1 ? "yes" : "no")}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="font-semibold">
          <tr>
            <th className="py-1.5 text-left" scope="row">
              {words("sum", { leads: sums.leads })}
            </th>
            <td className="max-sm:hidden" />
            <td />
            <td className="py-1.5 pl-2">{sums.expectation.toFixed(2)}</td>
            <td className="py-1.5 pl-2">{sums.result}</td>
          </tr>
        </tfoot>
      </table>
      <div className="mt-1 flex flex-wrap gap-1">
        {!all && leads.length > first && (
          <Button kind="quiet" onClick={() => setAll(true)}>
            {words("more", { leads: leads.length })}
          </Button>
        )}
        <DownloadCsv
          file={`leaderboard-${board.month}-${name || "me"}`}
          header={[
            words("lead"),
            words("given"),
            words("probability"),
            words("expected"),
            words("came"),
            "id",
          ]}
          label={words("download")}
          rows={leads.map((lead) => [
            lead.name ?? words("unnamed"),
            lead.assignedAt.toISOString(),
            lead.probability,
            lead.expectation,
            lead.result,
            lead.leadId,
          ])}
        />
      </div>
    </div>
  );
}
