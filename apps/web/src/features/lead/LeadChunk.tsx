"use client";

import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { memo, useEffect, useRef, useState } from "react";
import { LeadLine } from "./LeadLine.tsx";

interface LeadChunkProps {
  leads: readonly LeadRow[];
  /** only when it is one of these */
  selected: string | null;
  hrefOf(id: string): string;
  onPick(id: string): boolean;
  chosen: ReadonlySet<string> | null;
  onChoose(ids: readonly string[], on: boolean): void;
  /** what was done about leads a moment ago, in words */
  done: ReadonlyMap<string, string>;
}

/** One fetched page of the list. Far from the screen only its height remains, so that any number of pages stays light. */
export const LeadChunk = memo(function LeadChunk({
  leads,
  selected,
  hrefOf,
  onPick,
  chosen,
  onChoose,
  done,
}: LeadChunkProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [height, setHeight] = useState<number | null>(null);

  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // A busy page hears of several crossings at once; the last one is how it stands.
        const entry = entries.at(-1);
        if (!entry) return;
        setHeight((known) => (entry.isIntersecting ? null : (known ?? entry.boundingClientRect.height)));
      },
      { rootMargin: "1600px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <tbody className="block md:table-row-group" ref={body}>
      {height === null ? (
        leads.map((lead) => (
          <LeadLine
            chosen={chosen === null ? null : chosen.has(lead.id)}
            done={done.get(lead.id) ?? null}
            href={hrefOf(lead.id)}
            key={lead.id}
            lead={lead}
            onChoose={onChoose}
            onPick={onPick}
            selected={lead.id === selected}
          />
        ))
      ) : (
        <tr className="block md:table-row">
          <td className="block p-0 md:table-cell" style={{ height }} />
        </tr>
      )}
    </tbody>
  );
});
