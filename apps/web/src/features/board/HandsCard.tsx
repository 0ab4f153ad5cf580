import type { Board, BoardLine, Praise } from "@leadlift/services/board/board";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { cx } from "../../components/class-names.ts";
import { Tag } from "../../components/Tag.tsx";
import { monthText } from "../../format/month.ts";
import { percentText } from "../../format/number.ts";
import { pointsBetween, rightness } from "./board-words.ts";

interface HandsCardProps {
  line: BoardLine;
  /** the month before; undefined while it is read */
  before: Board | undefined;
  promiseMinutes: number;
  horizonDays: number;
}

/** What everybody can do something about, whatever leads they are given. */
export function HandsCard({ line, before, promiseMinutes, horizonDays }: HandsCardProps) {
  const words = useTranslations("board.hands");
  const { firstReply, followUps, logging, takenOver, praise } = line;
  const right = rightness(line.judgements);
  const { within, medianMinutes } = firstReply;
  return (
    <Card title={words("title")}>
      <dl className="flex flex-col gap-2">
        <Row
          name={words("reply", { minutes: promiseMinutes })}
          note={
            within.n === 0
              ? words("replyNone")
              : words("replyWhy", {
                  n: within.n,
                  median: medianMinutes === null ? words("none") : Math.round(medianMinutes),
                })
          }
          remark={firstReply.shortCalls > 0 ? words("shortCalls", { n: firstReply.shortCalls }) : null}
          value={within.share === null ? words("none") : percentText(within.share)}
        >
          <Change before={before} line={line} />
        </Row>
        <Row
          name={words("followUps")}
          note={
            followUps.kept.n === 0
              ? words("followUpsNone")
              : followUps.overdue > 0
                ? words("overdue", { n: followUps.overdue })
                : ""
          }
          value={
            followUps.kept.n === 0
              ? words("none")
              : words("followUpsOf", { kept: followUps.kept.hits, due: followUps.kept.n })
          }
        />
        <Row
          name={words("logging")}
          note={words(logging.kept.n === 0 ? "loggingNone" : "loggingWhy")}
          value={
            logging.kept.n === 0
              ? words("none")
              : words("followUpsOf", { kept: logging.kept.hits, due: logging.kept.n })
          }
        />
        <Row
          name={words("judgement")}
          note={
            right
              ? words("judgementWhy", { share: percentText(right.scoreShare) })
              : words("judgementNone", { days: horizonDays })
          }
          value={
            right ? words("judgementOf", { share: percentText(right.share), n: right.n }) : words("none")
          }
        />
        {takenOver.leads > 0 && (
          <Row
            name={words("takenOver")}
            note={words("takenOverWhy")}
            value={words("followUpsOf", { kept: takenOver.reached, due: takenOver.leads })}
          />
        )}
      </dl>
      {praise && <Praised praise={praise} />}
    </Card>
  );
}

/** Badges and streaks, which nobody else sees. */
function Praised({ praise: { badges, streaks } }: { praise: Praise }) {
  const words = useTranslations("board.hands");
  if (badges.length + streaks.length === 0) return null;
  return (
    <p className="mt-3 flex flex-wrap items-center gap-1.5 border-t pt-3">
      {badges.map((badge) => (
        <Tag key={badge} tone="good">
          {words(`badges.${badge}`)}
        </Tag>
      ))}
      {streaks.map(({ habit, inARow }) => (
        <Tag key={habit} tone="accent">
          {words(`streaks.${habit}`, { n: inARow })}
        </Tag>
      ))}
      <span className="text-faint text-ink3">{words("praiseWhy")}</span>
    </p>
  );
}

interface RowProps {
  name: string;
  value: string;
  note: string;
  remark?: string | null;
  children?: React.ReactNode;
}

function Row({ name, value, note, remark, children }: RowProps) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-ink2">
        {name}
        {note && <span className="block text-faint text-ink3">{note}</span>}
        {remark && <span className="block text-faint text-ink3">{remark}</span>}
      </dt>
      <dd className="shrink-0 text-right font-semibold tabular-nums">
        {value}
        {children}
      </dd>
    </div>
  );
}

function Change({ line, before }: { line: BoardLine; before: Board | undefined }) {
  const words = useTranslations("board.hands");
  const locale = useLocale();
  const change = pointsBetween(line.firstReply.within, before?.mine?.firstReply.within);
  if (change === null || !before) return null;
  const month = monthText(before.month, locale, "short");
  return (
    <span className={cx("block font-medium text-faint", change > 0 ? "text-grade-a" : "text-ink3")}>
      {words("change", {
        change: Math.abs(change),
        direction: change > 0 ? "▲" : "▼",
        points: Math.abs(change),
        month,
      })}
    </span>
  );
}
