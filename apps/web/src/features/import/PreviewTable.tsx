import type { ImportPreview } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";

const rowsShown = 5;
const columnsShown = 40;

/** The head of the file as it was read; scrolls sideways by itself. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  const words = useTranslations("import.preview");
  const columns = preview.columns.slice(0, columnsShown);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={words("firstRowsOf")} className="-mx-4 overflow-x-auto px-4" tabIndex={0}>
      <table className="text-left text-sub">
        <thead className="text-faint text-ink3">
          <tr>
            <th className="border-b py-1.5 pr-4 font-medium" scope="col">
              {words("line")}
            </th>
            {columns.map(({ column, header }) => (
              <th
                className="max-w-48 truncate border-b py-1.5 pr-4 font-medium"
                key={column}
                scope="col"
                title={header}
              >
                {header || words("column", { n: column + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, rowsShown).map(({ line, values }) => (
            <tr key={line}>
              <td className="border-b py-1.5 pr-4 text-ink3">{line}</td>
              {columns.map(({ column }) => (
                <td className="max-w-48 truncate border-b py-1.5 pr-4" key={column} title={values[column]}>
                  {values[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
