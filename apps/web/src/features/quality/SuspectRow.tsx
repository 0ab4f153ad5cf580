import type { SuspectVisitor } from "@leadlift/services/quality/suspects";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Moment } from "../shell/Moment.tsx";
import { countsOf, shownSuspicions, whySuspected } from "./suspect-words.ts";
import { useVisitorName } from "./use-names.ts";

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
  const words = useTranslations("quality.suspects");
  const unnamed = useTranslations("quality")("unnamed");
  const { leads, suspicions, events, lastAt, judged } = visitor;
  const name = useVisitorName()(visitor);
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
                    {lead.name ?? unnamed}
                  </Link>
                </span>
              ))}
        </span>
        <span className="shrink-0 text-faint text-ink3 tabular-nums">
          {words("events", { n: events })}, <Moment at={lastAt} />
        </span>
      </p>
      <ul className="text-ink2 text-sub">
        {shownSuspicions(suspicions).map((suspicion) => (
          <li key={suspicion.kind}>
            {words(`why.${whySuspected(suspicion)}`, { pages: "pages" in suspicion ? suspicion.pages : 0 })}
          </li>
        ))}
      </ul>
      {judged ? (
        <div className="mt-1 flex items-center justify-between gap-3">
          <p className="min-w-0 text-ink2 text-sub">
            <Tag tone={judged.bot ? "bad" : "good"}>{words(judged.bot ? "bot" : "notBot")}</Tag>{" "}
            {judged.by ?? words("system")}, <Moment at={judged.at} />
          </p>
          <Button
            aria-label={words("takeBackOf", { name })}
            disabled={busy}
            kind="quiet"
            onClick={onWithdraw}
          >
            {words("takeBack")}
          </Button>
        </div>
      ) : (
        <>
          <p className="text-ink3 text-sub">{words(`counts.${countsOf(visitor)}`)}</p>
          <div className="mt-2 flex gap-2">
            <Button aria-label={words("notBotOf", { name })} disabled={busy} onClick={() => onJudge?.(false)}>
              {words("notBot")}
            </Button>
            <Button aria-label={words("botOf", { name })} disabled={busy} onClick={() => onJudge?.(true)}>
              {words("isBot")}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
