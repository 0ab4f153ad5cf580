import type { ImportDetail } from "@leadlift/services/import/get";
import { buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { counted } from "../../format/number.ts";

/** Rows that were not imported: where they are and why, and all of them as a file to correct. */
export function Rejects({ run }: { run: ImportDetail }) {
  return (
    <Card
      aside={
        <a className={buttonClass("secondary", "-my-1.5")} download href={`/api/import/${run.id}/rejects`}>
          Download them
        </a>
      }
      title={`${counted(run.rowsRejected, "row")} not imported`}
    >
      <table className="w-full text-left text-sub">
        <thead className="text-faint text-ink3">
          <tr>
            <th className="w-20 border-b py-1.5 font-medium" scope="col">
              Line
            </th>
            <th className="border-b py-1.5 font-medium" scope="col">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {run.rejects.map(({ line, text }) => (
            <tr key={line}>
              <td className="border-b py-1.5">{line}</td>
              <td className="border-b py-1.5">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {run.rejects.length < run.rowsRejected && (
        <p className="mt-2 text-faint text-ink3">
          The first {run.rejects.length} are shown; the file has them all.
        </p>
      )}
    </Card>
  );
}
