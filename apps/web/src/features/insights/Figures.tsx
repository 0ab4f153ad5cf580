import { useTranslations } from "next-intl";

interface FiguresProps {
  head: readonly string[];
  rows: readonly { key: string; cells: readonly React.ReactNode[] }[];
  /** behind a summary, where a picture says the same */
  folded?: boolean;
}

/** A table of figures; the first column names the row. */
export function Figures({ head, rows, folded = false }: FiguresProps) {
  const words = useTranslations("insights");
  const table = (
    <table className="w-full text-right text-sub tabular-nums">
      <thead className="text-faint text-ink3">
        <tr className="border-b align-bottom">
          {head.map((name, place) => (
            <th
              className={place === 0 ? "py-1.5 text-left font-medium" : "py-1.5 pl-2 font-medium"}
              key={name}
              scope="col"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...cells] }) => (
          <tr className="border-b last:border-0" key={key}>
            <th className="py-1.5 text-left font-normal" scope="row">
              {name}
            </th>
            {cells.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
              <td className="py-1.5 pl-2" key={place}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!folded) return table;
  return (
    <details className="mt-1">
      <summary className="flex min-h-11 items-center text-ink2 text-sub underline underline-offset-3 md:pointer-fine:min-h-8">
        {words("figures")}
      </summary>
      {table}
    </details>
  );
}
