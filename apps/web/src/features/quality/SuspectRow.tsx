import type { SuspectVisitor } from "@leadlift/services/quality/suspects";
import Link from "next/link";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { counted } from "../../format/number.ts";
import { Moment } from "../shell/Moment.tsx";
import { countsText, shownSuspicions, suspicionText, visitorName } from "./suspect-words.ts";

interface SuspectRowProps {
  visitor: SuspectVisitor;
  busy: boolean;
  /** of one of whom nobody said anything */
  onJudge?(bot: boolean): void;
  /** takes back what was said */
  onWithdraw?(): void;
}

/** Who it was, why one wonders, and the word of a person on it. */
export function SuspectRow({ visitor, busy, onJudge, onWithdraw }: SuspectRowProps) {
  const { leads, suspicions, events, lastAt, judged } = visitor;
  const name = visitorName(visitor);
  return (
    <li className="border-b py-3 last:border-0" data-visitor={visitor.visitorId}>
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate font-medium">
          {leads.length === 0
            ? name
            : leads.map((lead, place) => (
                <span key={lead.id}>
                  {place > 0 && ", "}
                  <Link className="underline underline-offset-3" href={`/leads/${lead.id}`}>
                    {lead.name ?? "Lead without a name"}
                  </Link>
                </span>
              ))}
        </span>
        <span className="shrink-0 text-faint text-ink3 tabular-nums">
          {counted(events, "event")}, <Moment at={lastAt} />
        </span>
      </p>
      <ul className="text-ink2 text-sub">
        {shownSuspicions(suspicions).map((suspicion) => (
          <li key={suspicion.kind}>{suspicionText(suspicion)}.</li>
        ))}
      </ul>
      {judged ? (
        <div className="mt-1 flex items-center justify-between gap-3">
          <p className="min-w-0 text-ink2 text-sub">
            <Tag tone={judged.bot ? "bad" : "good"}>{judged.bot ? "Bot" : "Not a bot"}</Tag>{" "}
            {judged.by ?? "The system"}, <Moment at={judged.at} />
          </p>
          <Button
            aria-label={`Take back what was said of ${name}`}
            disabled={busy}
            kind="quiet"
            onClick={onWithdraw}
          >
            Take back
          </Button>
        </div>
      ) : (
        <>
          <p className="text-ink3 text-sub">{countsText(visitor)}</p>
          <div className="mt-2 flex gap-2">
            <Button aria-label={`${name} is not a bot`} disabled={busy} onClick={() => onJudge?.(false)}>
              Not a bot
            </Button>
            <Button aria-label={`${name} is a bot`} disabled={busy} onClick={() => onJudge?.(true)}>
              Is a bot
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
