import type { TeamMember } from "@leadlift/services/team-report/team-report";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { dayText } from "../../format/month.ts";
import { absentOf } from "./team-words.ts";

/** Who is away, and who will be. */
export function LeaveCard({ members }: { members: readonly TeamMember[] }) {
  const words = useTranslations("team.leave");
  const locale = useLocale();
  const absent = absentOf(members);
  return (
    <Card
      aside={
        <Link
          className="relative -my-3 flex min-h-11 items-center font-medium text-sub underline underline-offset-3"
          href="/members"
        >
          {words("manage")}
        </Link>
      }
      title={words("title")}
    >
      {absent.length === 0 ? (
        <p className="text-ink2">{words("none")}</p>
      ) : (
        <ul>
          {absent.map(({ userId, name, awayUntil, nextLeave }) => (
            <li className="flex justify-between gap-3 border-b py-1.5 last:border-0" key={userId}>
              <span className="font-medium">{name}</span>
              <span className="text-ink2">
                {awayUntil
                  ? words("until", { day: dayText(awayUntil, locale) })
                  : nextLeave &&
                    words("soon", {
                      from: dayText(nextLeave.firstDay, locale),
                      to: dayText(nextLeave.lastDay, locale),
                    })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-faint text-ink3">{words("why")}</p>
    </Card>
  );
}
