import type { QualitySummary } from "@leadlift/services/quality/summary";
import { Card } from "../../components/Card.tsx";
import { counted } from "../../format/number.ts";

/** Leads that may be one and the same. */
export function TwinsCard({ people }: { people: QualitySummary["people"] }) {
  const { withSeveralOpenLeads: several, mergedLeads } = people;
  return (
    <Card title="Duplicate leads">
      <p>
        {several === 0
          ? "Nobody has more than one open lead."
          : `${counted(several, "person has", "people have")} more than one open lead. Where it is the same enquiry, the leads can be merged.`}
      </p>
      {mergedLeads > 0 && (
        <p className="mt-1 text-ink2 text-sub">
          {counted(mergedLeads, "lead has", "leads have")} been merged so far.
        </p>
      )}
    </Card>
  );
}
