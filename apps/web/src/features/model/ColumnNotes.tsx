import type { Champion } from "@leadlift/services/model/get-champion";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";

/** Columns that were left out or looked odd, and why. */
export function ColumnNotes({
  columns,
  except,
}: {
  columns: Champion["report"]["columns"];
  /** spoken of elsewhere */
  except: ReadonlySet<string>;
}) {
  const words = useTranslations("model.notes");
  const noted = columns.filter(({ name, note }) => note !== null && !except.has(name));
  if (noted.length === 0) return null;
  return (
    <Card title={words("title")}>
      <ul className="flex flex-col gap-1.5 text-sub">
        {noted.slice(0, 12).map(({ name, note, used }) => (
          <li className="text-ink2" key={name}>
            {words.rich(used ? "used" : "unused", {
              column: name,
              note: note ?? "",
              b: (column) => <b className="font-semibold text-ink">{column}</b>,
            })}
          </li>
        ))}
      </ul>
      {noted.length > 12 && (
        <p className="mt-1.5 text-faint text-ink3">{words("more", { n: noted.length - 12 })}</p>
      )}
    </Card>
  );
}
