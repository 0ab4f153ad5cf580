"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { valueText } from "./field-words.ts";
import type { KnownValue } from "./use-answer.ts";

const CorrectSheet = lazy(() =>
  import("./CorrectSheet.tsx").then((module) => ({ default: module.CorrectSheet })),
);

/** Everything the organisation knows of a lead besides what happened, and a way to put it right. */
export function Known({ lead }: { lead: LeadDetail }) {
  const workspace = useWorkspace();
  const [correcting, setCorrecting] = useState(false);
  const known = knownOf(lead);
  return (
    <Card
      aside={
        known.length > 0 && (
          <Button className="-my-2 -mr-3.5" kind="quiet" onClick={() => setCorrecting(true)}>
            Correct…
          </Button>
        )
      }
      title="What is known"
    >
      <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sub">
        <Fact label="Owner">{lead.owner?.name ?? "nobody"}</Fact>
        <Fact label="Enquired">
          <Moment as="exact" at={lead.enquiredAt ?? lead.createdAt} />
        </Fact>
        {lead.externalId && <Fact label="Reference">{lead.externalId}</Fact>}
        {known.map(({ field, label, kind, value }) => (
          <Fact key={field} label={label}>
            {valueText(value, kind, workspace)}
          </Fact>
        ))}
      </dl>
      {correcting && (
        <Suspense>
          <CorrectSheet known={known} lead={lead} onClose={() => setCorrecting(false)} />
        </Suspense>
      )}
    </Card>
  );
}

function knownOf({ attributes, budget }: LeadDetail): KnownValue[] {
  return [
    ...(budget ? [{ field: "budget_max", label: "Budget", kind: "budget", value: budget }] : []),
    ...attributes.flatMap(({ key, label, kind, value }) =>
      value === null || value === "" ? [] : [{ field: key, label, kind, value }],
    ),
  ];
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink2">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
