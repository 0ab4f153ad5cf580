import type { Enrichable } from "@leadlift/services/enrichment/enrichable";
import { Card } from "../../components/Card.tsx";
import { counted, countText } from "../../format/number.ts";

/** What it takes before anybody is asked. */
export function ConsentCard({ enrichable: { open, agreed } }: { enrichable: Enrichable }) {
  return (
    <Card title="Only with consent">
      <p className="font-medium">
        {open === 0
          ? "There are no open leads."
          : agreed === 0
            ? `None of ${counted(open, "open lead")} may be asked about yet.`
            : `${countText(agreed)} of ${counted(open, "open lead")} may be asked about.`}
      </p>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-4.5 text-ink2">
        <li>
          A person is asked about only while their consent to <code className="text-ink">enrichment</code> is
          in force. Having enquired is not enough.
        </li>
        <li>
          Your forms and programs record it with <code className="text-ink">POST /v1/consents</code>; then the
          lead is looked up by itself.
        </li>
        <li>
          When it is taken back, what was learnt goes from the lead at once, and so do the kept answers.
        </li>
        <li>A provider that is slow or silent delays no score.</li>
      </ul>
    </Card>
  );
}
