import type { Champion } from "@leadlift/services/model/get-champion";
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
  const noted = columns.filter(({ name, note }) => note !== null && !except.has(name));
  if (noted.length === 0) return null;
  return (
    <Card title="Worth knowing about the data">
      <ul className="flex flex-col gap-1.5 text-sub">
        {noted.slice(0, 12).map(({ name, note, used }) => (
          <li key={name}>
            <b className="font-semibold">{name}</b>
            <span className="text-ink2">
              {used ? ": " : ", not used: "}
              {note}
            </span>
          </li>
        ))}
      </ul>
      {noted.length > 12 && (
        <p className="mt-1.5 text-faint text-ink3">and {noted.length - 12} more columns</p>
      )}
    </Card>
  );
}
