import type { LeadDetail } from "@leadlift/services/lead/get";
import Link from "next/link";
import { Card } from "../../components/Card.tsx";
import { Moment } from "../shell/Moment.tsx";
import { sentenceCase } from "./lead-words.ts";

/** Other enquiries of the same person. */
export function Siblings({ siblings }: { siblings: LeadDetail["siblings"] }) {
  if (siblings.length === 0) return null;
  return (
    <Card title="Other enquiries of this person">
      <ul>
        {siblings.map(({ id, kind, status, createdAt }) => (
          <li key={id}>
            <Link
              className="flex min-h-11 items-center justify-between gap-3 md:pointer-fine:min-h-8"
              href={`/leads/${id}`}
            >
              <span className="underline underline-offset-3">
                {sentenceCase(kind)}, {status}
              </span>
              <span className="text-faint text-ink3">
                <Moment as="date" at={createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
