import { can } from "@leadlift/services/permissions";
import type { ScorecardPreview } from "@leadlift/services/scorecard/preview";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";

interface PreviewCardProps {
  preview: ScorecardPreview | undefined;
  failed: boolean;
  /** another is on its way */
  busy: boolean;
  changed: boolean;
}

/** Who would lead the list by the rules as they stand on the page, and how many grades would change. */
export function PreviewCard({ preview, failed, busy, changed }: PreviewCardProps) {
  const words = useTranslations("scorecard");
  const { role } = useWorkspace();
  return (
    <Card title={words(changed ? "preview" : "previewNow")}>
      {failed && <p role="alert">{words("failed")}</p>}
      {!preview && !failed && <div aria-hidden="true" className="skeleton h-[560px]" />}
      {preview && (
        <div aria-busy={busy}>
          <p aria-live="polite" className="text-sub" role="status">
            {changed && <b className="font-semibold">{movesText(preview, words)} · </b>}
            <span className="text-ink2">{lookedText(preview, words)}</span>
          </p>
          <p className="mt-0.5 mb-2 text-faint text-ink3">
            {words("grades", {
              a: countText(preview.grades.A),
              b: countText(preview.grades.B),
              c: countText(preview.grades.C),
              d: countText(preview.grades.D),
              unknown: countText(preview.unknown),
            })}
          </p>
          {preview.top.length === 0 && (
            <div className="flex flex-col items-start gap-2">
              <p className="text-ink2">{words("nobody")}</p>
              {preview.open === 0 && can(role, "import.run") && (
                <Link className={buttonClass("primary")} href="/import">
                  {words("toImport")}
                </Link>
              )}
            </div>
          )}
          <ol>
            {preview.top.map((lead) => (
              <li className="flex items-center gap-3 border-line border-b py-1.5 last:border-0" key={lead.id}>
                <ScoreChip grade={lead.grade} score={lead.score} state="scored" />
                <span className="min-w-0 flex-1">
                  <Link
                    className="flex min-h-11 items-center truncate font-medium underline-offset-3 hover:underline md:pointer-fine:min-h-6"
                    href={`/leads/${lead.id}`}
                  >
                    {lead.name ?? words("nameless")}
                  </Link>
                  <span className="block truncate text-faint text-ink3">
                    {[lead.source, lead.city].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {changed && lead.before !== lead.score && (
                  <span className="text-faint text-ink3">
                    {lead.before === null ? words("wasUnknown") : words("was", { before: lead.before })}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

type Words = ReturnType<typeof useTranslations<"scorecard">>;

function movesText({ up, down }: ScorecardPreview, words: Words): string {
  return up + down === 0 ? words("noMoves") : words("moves", { up, down });
}

function lookedText({ looked, open }: ScorecardPreview, words: Words): string {
  return looked < open
    ? words("lookedOf", { looked: countText(looked), open: countText(open) })
    : words("looked", { looked });
}
