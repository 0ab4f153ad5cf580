import type { ImportDetail } from "@leadlift/services/import/get";
import { useTranslations } from "next-intl";
import { buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { rejectLines } from "./reject-lines.ts";

/** Rows that were not imported: where they are and why, and all of them as a file to correct. */
export function Rejects({ run }: { run: ImportDetail }) {
  const words = useTranslations("import");
  return (
    <Card
      aside={
        <a className={buttonClass("secondary", "-my-1.5")} download href={`/api/import/${run.id}/rejects`}>
          {words("rejects.download")}
        </a>
      }
      title={words("notImported", { n: run.rowsRejected })}
    >
      <table className="w-full text-left text-sub">
        <thead className="text-faint text-ink3">
          <tr>
            <th className="w-28 border-b py-1.5 font-medium sm:w-44" scope="col">
              {words("rejects.lines")}
            </th>
            <th className="border-b py-1.5 font-medium" scope="col">
              {words("rejects.why")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rejectLines(run.rejects).map(({ text, lines }) => (
            <tr className="align-top" key={text}>
              <td className="border-b py-1.5 pr-4">{lines}</td>
              <td className="border-b py-1.5">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {run.rejects.length < run.rowsRejected && (
        <p className="mt-2 text-faint text-ink3">
          {words("rejects.first", { n: countText(run.rejects.length) })}
        </p>
      )}
    </Card>
  );
}
