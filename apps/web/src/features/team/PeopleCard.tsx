import type { TeamMember, TeamReport } from "@leadlift/services/team-report/team-report";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { DownloadCsv } from "../../components/DownloadCsv.tsx";
import { Tag } from "../../components/Tag.tsx";
import { dayText } from "../../format/month.ts";
import { countText, percentText } from "../../format/number.ts";
import { bestOf, workDays } from "./team-words.ts";
import { useDuration } from "./WholeCards.tsx";

interface PeopleCardProps {
  report: TeamReport;
  onReassign(userId: string): void;
}

/** Each broker's work, and what they have on their hands. */
export function PeopleCard({ report, onReassign }: PeopleCardProps) {
  const words = useTranslations("team.people");
  const { members } = report;
  return (
    <Card aside={<Download report={report} />} title={words("title")}>
      <Wide members={members} onReassign={onReassign} />
      <ul className="xl:hidden">
        {members.map((member) => (
          <Narrow key={member.userId} member={member} onReassign={onReassign} />
        ))}
      </ul>
      <p className="mt-2 text-faint text-ink3">{words("workWhy")}</p>
    </Card>
  );
}

const columns = [
  "received",
  "replyTime",
  "inTime",
  "top",
  "followUps",
  "adoption",
  "open",
  "awaiting",
  "overdue",
  "days",
] as const;
type Column = (typeof columns)[number];

function Wide({ members, onReassign }: { members: readonly TeamMember[]; onReassign(userId: string): void }) {
  const words = useTranslations("team.people");
  return (
    <table className="hidden w-full text-right tabular-nums xl:table">
      <thead className="text-faint text-ink3">
        <tr className="border-b align-bottom">
          <th className="py-1.5 text-left font-medium" scope="col">
            {words("person")}
          </th>
          {columns.map((column) => (
            <th className="py-1.5 pl-3 font-medium" key={column} scope="col">
              {words(column)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr className="border-b align-top last:border-0" key={member.userId}>
            <th className="py-2 text-left font-normal" scope="row">
              <Who member={member} />
            </th>
            {columns.map((column) => (
              <td className="py-2 pl-3" key={column}>
                <Cell column={column} member={member} />
              </td>
            ))}
            <td className="py-1 pl-3">
              <Actions member={member} onReassign={onReassign} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Narrow({ member, onReassign }: { member: TeamMember; onReassign(userId: string): void }) {
  const words = useTranslations("team.people");
  return (
    <li className="border-b py-2.5 last:border-0">
      <Who member={member} />
      <dl className="mt-1 grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-5">
        {columns.map((column) => (
          <div className="flex justify-between gap-2 text-sub sm:block" key={column}>
            <dt className="text-faint text-ink3">{words(column)}</dt>
            <dd className="text-right tabular-nums sm:text-left">
              <Cell column={column} member={member} />
            </dd>
          </div>
        ))}
      </dl>
      <Actions member={member} onReassign={onReassign} />
    </li>
  );
}

function Who({ member }: { member: TeamMember }) {
  const words = useTranslations("team.people");
  const locale = useLocale();
  const { userId, name, team, left, awayUntil, nextLeave } = member;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Link
        aria-label={words("neglectedOf", { name })}
        className="inline-flex min-h-11 items-center font-medium underline decoration-line underline-offset-3 hover:decoration-ink xl:min-h-6"
        href={`/leads?owner=${userId}`}
      >
        {name}
      </Link>
      {left && <Tag tone="bad">{words("left")}</Tag>}
      {awayUntil && <Tag tone="warn">{words("away", { day: dayText(awayUntil, locale) })}</Tag>}
      {!awayUntil && nextLeave && (
        <Tag>
          {words("nextLeave", {
            from: dayText(nextLeave.firstDay, locale),
            to: dayText(nextLeave.lastDay, locale),
          })}
        </Tag>
      )}
      {team && <span className="text-faint text-ink3">{team.name}</span>}
    </span>
  );
}

function Cell({ column, member }: { column: Column; member: TeamMember }) {
  const words = useTranslations("team.people");
  const duration = useDuration();
  const { firstReply, load, followUps, adoption, received } = member;
  switch (column) {
    case "received":
      return countText(received);
    case "replyTime":
      return firstReply.medianMinutes === null ? words("none") : duration(firstReply.medianMinutes);
    case "inTime":
      return <ShareOf {...firstReply.within} />;
    case "top":
      return <ShareOf {...bestOf(member)} />;
    case "followUps":
      return <ShareOf {...followUps.kept} />;
    case "adoption":
      return <ShareOf {...adoption.followed} />;
    case "open":
      return countText(load.open);
    case "awaiting":
      return countText(load.awaiting);
    case "overdue":
      return countText(load.overdueSteps);
    case "days":
      return words("workDays", { n: workDays(member) });
  }
}

function ShareOf({ share, n }: { share: number | null; n: number }) {
  const words = useTranslations("team.people");
  if (share === null) return words("none");
  return (
    <>
      {percentText(share)}{" "}
      <span className="text-faint text-ink3 whitespace-nowrap xl:block">
        {words("n", { n: countText(n) })}
      </span>
    </>
  );
}

function Actions({ member, onReassign }: { member: TeamMember; onReassign(userId: string): void }) {
  const words = useTranslations("team.people");
  const { name, load, userId } = member;
  if (load.open === 0) return null;
  return (
    <span className="max-xl:-ml-3.5 flex">
      <Button aria-label={words("reassignOf", { name })} kind="quiet" onClick={() => onReassign(userId)}>
        {words("reassign")}
      </Button>
    </span>
  );
}

function Download({ report }: { report: TeamReport }) {
  const words = useTranslations("team.people");
  return (
    <DownloadCsv
      className="-my-2 -mr-3"
      file={`team-${report.from}-${report.to}`}
      header={[
        words("person"),
        words("received"),
        words("replyTime"),
        words("inTime"),
        "n",
        words("top"),
        "n",
        words("followUps"),
        "n",
        words("adoption"),
        "n",
        words("open"),
        words("awaiting"),
        words("overdue"),
      ]}
      label={words("download")}
      rows={report.members.map(({ name, received, firstReply, best, load, followUps, adoption }) => [
        name,
        received,
        firstReply.medianMinutes,
        firstReply.within.share,
        firstReply.within.n,
        bestOf({ best, load }).share,
        bestOf({ best, load }).n,
        followUps.kept.share,
        followUps.kept.n,
        adoption.followed.share,
        adoption.followed.n,
        load.open,
        load.awaiting,
        load.overdueSteps,
      ])}
    />
  );
}
