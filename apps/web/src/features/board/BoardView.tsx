"use client";

import { can } from "@leadlift/services/permissions";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { CardsSkeleton } from "../../components/CardsSkeleton.tsx";
import { Empty } from "../../components/Empty.tsx";
import { monthText, shiftMonth } from "../../format/month.ts";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { PeriodPage } from "../shell/PeriodPage.tsx";
import { Unread } from "../shell/Unread.tsx";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { BandsCard } from "./BandsCard.tsx";
import type { CountedBoard } from "./counted-board.ts";
import { HandsCard } from "./HandsCard.tsx";
import { LinesCard } from "./LinesCard.tsx";
import { MineCard } from "./MineCard.tsx";
import { MonthSwitch } from "./MonthSwitch.tsx";
import { TrendCard } from "./TrendCard.tsx";
import { boardParsers, chosenMonth } from "./view.ts";

const Arithmetic = dynamic(() => import("./Arithmetic.tsx").then(({ Arithmetic }) => Arithmetic), {
  loading: () => <div className="skeleton h-72" />,
});

const AppealsCard = dynamic(() => import("./AppealsCard.tsx").then(({ AppealsCard: Loaded }) => Loaded));
const ChecksCard = dynamic(() => import("./ChecksCard.tsx").then(({ ChecksCard: Loaded }) => Loaded));

/** How somebody does with what they were given; for who may see it, how everybody does. */
export function BoardView({ latest }: { latest: string }) {
  const words = useTranslations("board");
  const locale = useLocale();
  const stepLabel = useStepLabel();
  const trpc = useTRPC();
  const [{ month: asked, count }, setView] = useQueryStates(boardParsers);
  const managing = can(useWorkspace().role, "team.manage");
  const month = chosenMonth(asked, latest);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...trpc.board.month.queryOptions({ month }),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? (
      <Unread again={words("tryAgain")} error={error} retry={() => void refetch()} title={words("unread")} />
    ) : (
      <CardsSkeleton />
    );
  if (!data.target) {
    return (
      <Empty heading="h1" title={words("noTarget")}>
        {words("noTargetWhy")}
      </Empty>
    );
  }
  const shown = { ...data, target: { ...data.target, label: stepLabel(data.target.step) } };
  return (
    <PeriodPage
      period={
        <MonthSwitch
          latest={latest}
          month={month}
          onMonth={(chosen) => void setView({ month: chosen === latest ? null : chosen, count: null })}
        />
      }
      sub={words("sub", { month: monthText(shown.month, locale) })}
      title={words("title")}
      waiting={isPlaceholderData}
    >
      <Own board={shown} />
      {shown.lines && (
        <LinesCard
          board={shown}
          chosen={count}
          lines={shown.lines}
          onChoose={(userId) => void setView({ count: userId })}
        />
      )}
      {managing && (
        <>
          <AppealsCard horizonDays={shown.target.horizonDays} month={shown.month} />
          <ChecksCard month={shown.month} />
        </>
      )}
      <Foot
        board={shown}
        open={count === "me"}
        onCount={() => void setView({ count: count === "me" ? null : "me" })}
      />
      {count !== "" && <Arithmetic board={shown} onClose={() => void setView({ count: null })} who={count} />}
    </PeriodPage>
  );
}

function Own({ board }: { board: CountedBoard }) {
  const words = useTranslations("board");
  const locale = useLocale();
  const trpc = useTRPC();
  const { role } = useWorkspace();
  const { mine } = board;
  // Waited for by nobody: it only says how the first reply has changed.
  const before = useQuery({
    ...trpc.board.month.queryOptions({ month: shiftMonth(board.month, -1) }),
    enabled: mine !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!mine) {
    return (
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
        {!can(role, "team.read") && (
          <Empty title={words("noLeads", { month: monthText(board.month, locale) })}>
            {words("noLeadsWhy")}
          </Empty>
        )}
        <BandsCard board={board} />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
      <div className="flex flex-col gap-3">
        <MineCard board={board} line={mine} />
        <TrendCard points={board.trend} />
      </div>
      <div className="flex flex-col gap-3">
        <BandsCard board={board} />
        <HandsCard
          before={before.data}
          horizonDays={board.target.horizonDays}
          line={mine}
          promiseMinutes={board.promiseMinutes}
        />
      </div>
    </div>
  );
}

function Foot({ board, open, onCount }: { board: CountedBoard; open: boolean; onCount(): void }) {
  const words = useTranslations("board");
  const { date } = useFormats();
  const { role } = useWorkspace();
  const managing = can(role, "team.read");
  const who = managing ? (board.open ? "managerOpen" : "manager") : board.open ? "open" : "closed";
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-ink2 text-sub">
      <p>
        {words(`who.${who}`)}{" "}
        {words("rules", { version: board.rules.version, date: date(board.rules.frozenAt) })}
      </p>
      {board.mine && (
        <button
          aria-expanded={open}
          className="min-h-11 font-medium text-ink underline underline-offset-3 md:pointer-fine:min-h-8"
          onClick={onCount}
          type="button"
        >
          {words("how")}
        </button>
      )}
    </div>
  );
}
