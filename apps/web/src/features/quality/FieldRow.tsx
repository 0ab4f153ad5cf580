import { useLocale, useTranslations } from "next-intl";
import { countText, percentText } from "../../format/number.ts";
import { Bars } from "./Bars.tsx";
import { shortMonth } from "./quality-words.ts";

interface FieldRowProps {
  label: string;
  leads: number;
  known: number;
  share: number;
  /** of enquiry, oldest first */
  months: readonly { month: string; leads: number; known: number }[];
}

/** How many leads have a field, now and over the months. */
export function FieldRow({ label, leads, known, share, months }: FieldRowProps) {
  const words = useTranslations("quality.fields");
  const locale = useLocale();
  const shares = months.map((month) => (month.leads === 0 ? null : month.known / month.leads));
  const told = months.map(({ month }, place) => {
    const share = shares[place] ?? null;
    const named = shortMonth(month, locale);
    return share === null ? words("noLeads", { month: named }) : `${named} ${percentText(share)}`;
  });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 border-b py-2 last:border-0">
      <div className="min-w-0">
        <span className="block truncate font-medium" title={label}>
          {label}
        </span>
        <div className="mt-1 h-1.5 overflow-hidden rounded-full bg-grade-d-soft">
          <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <Bars label={words("trend", { label, months: told.join(", ") })} narrow top={1} values={shares} />
      <span className="col-start-3 w-24 text-right tabular-nums">
        {percentText(share)}
        <span className="block text-faint text-ink3">
          {known === leads ? words("noneMissing") : words("missing", { n: countText(leads - known) })}
        </span>
      </span>
    </li>
  );
}
