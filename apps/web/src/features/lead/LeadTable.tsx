"use client";

import type { LeadPage } from "@leadlift/services/lead/list";
import { useTranslations } from "next-intl";
import { LeadChunk } from "./LeadChunk.tsx";
import type { View } from "./view.ts";

interface LeadTableProps {
  pages: readonly LeadPage[];
  sort: View["sort"];
  selected: string | null;
  hrefOf(id: string): string;
  onPick(id: string): boolean;
  /** null: who looks may not choose several */
  chosen: ReadonlySet<string> | null;
  onChoose(ids: readonly string[], on: boolean): void;
  /** what was done about leads a moment ago, in words */
  done: ReadonlyMap<string, string>;
}

/** The fetched pages of a view: a table on a desk, cards on a phone. */
export function LeadTable({ pages, sort, selected, hrefOf, onPick, chosen, onChoose, done }: LeadTableProps) {
  const words = useTranslations("lead");
  const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
  return (
    <table className="block w-full border-collapse px-3 text-left md:table md:border-separate md:border-spacing-0 md:px-3.5">
      <caption className="sr-only">{words("list.caption", { sort })}</caption>
      <thead className="text-faint text-ink3 max-md:sr-only">
        <tr>
          {chosen && (
            <Head className="max-md:hidden">
              <input
                aria-label={words("list.pickAll")}
                checked={ids.length > 0 && ids.every((id) => chosen.has(id))}
                className="block size-4.5 accent-[var(--accent)]"
                onChange={(event) => onChoose(ids, event.target.checked)}
                type="checkbox"
              />
            </Head>
          )}
          <Head>{words("list.score")}</Head>
          <Head>{words("list.lead")}</Head>
          <Head>{words("list.why")}</Head>
          <Head>{words("list.trend")}</Head>
          <Head>{words("list.step")}</Head>
          <Head className="hidden lg:max-xl:table-cell 2xl:table-cell">{words("list.owner")}</Head>
          <Head className="hidden 2xl:table-cell">{words("list.enquired")}</Head>
          <Head className="md:hidden">{words("list.contact")}</Head>
        </tr>
      </thead>
      {pages.map(({ rows }) => (
        <LeadChunk
          chosen={chosen}
          done={done}
          hrefOf={hrefOf}
          key={rows[0]?.id}
          leads={rows}
          onChoose={onChoose}
          onPick={onPick}
          selected={rows.some(({ id }) => id === selected) ? selected : null}
        />
      ))}
    </table>
  );
}

function Head({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <th className={`px-2 py-2 font-medium md:border-b ${className ?? ""}`} scope="col">
      {children}
    </th>
  );
}
