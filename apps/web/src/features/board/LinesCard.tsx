import type { BoardLine } from "@leadlift/services/board/board";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { DownloadCsv } from "../../components/DownloadCsv.tsx";
import { Tag } from "../../components/Tag.tsx";
import { monthText } from "../../format/month.ts";
import { countText, percentText } from "../../format/number.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { differenceText, rightness } from "./board-words.ts";
import type { CountedBoard } from "./counted-board.ts";

interface LinesCardProps {
  board: CountedBoard;
  lines: readonly BoardLine[];
  /** whose arithmetic is open */
  chosen: string;
  onChoose(userId: string): void;
}

const tones = { above: "good", level: "plain", below: "bad" } as const;

/** Everybody's line, for those who may see it. */
export function LinesCard({ board, lines, chosen, onChoose }: LinesCardProps) {
  const words = useTranslations("board");
  const locale = useLocale();
  const { organisation, target } = board;
  if (lines.length === 0) {
    return (
      <Card title={words("table.title")}>
        <p className="text-ink2">{words("table.empty", { month: monthText(board.month, locale) })}</p>
      </Card>
    );
  }
  return (
    <Card aside={<Download board={board} lines={lines} />} title={words("table.title")}>
      {organisation && (
        <p className="mb-2 text-ink2 text-sub">
          {words("table.whole", {
            result: countText(organisation.result),
            leads: countText(organisation.leads),
            step: target.label,
            expected: organisation.expectation.toFixed(1),
          })}
        </p>
      )}
      <Wide chosen={chosen} lines={lines} onChoose={onChoose} />
      <Narrow lines={lines} onChoose={onChoose} />
      <p className="mt-2 text-faint text-ink3">{words("table.order")}</p>
    </Card>
  );
}

type RowsProps = Pick<LinesCardProps, "lines" | "onChoose">;

function Wide({ lines, chosen, onChoose }: RowsProps & { chosen: string }) {
  const words = useTranslations("board.table");
  const heads = [
    "leads",
    "result",
    "expectation",
    "difference",
    "range",
    "standing",
    "reply",
    "followUps",
    "judgement",
  ] as const;
  return (
    <table className="hidden w-full text-right tabular-nums md:table">
      <thead className="text-faint text-ink3">
        <tr className="border-b align-bottom">
          <th className="py-1.5 text-left font-medium" scope="col">
            {words("person")}
          </th>
          {heads.map((key) => (
            <th className="py-1.5 pl-3 font-medium" key={key} scope="col">
              {words(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr className="border-b last:border-0" data-chosen={chosen === line.userId} key={line.userId}>
            <th className="text-left font-normal" scope="row">
              <Name line={line} onChoose={onChoose} />
            </th>
            <td className="py-1.5 pl-3">{countText(line.leads)}</td>
            <td className="py-1.5 pl-3">{countText(line.result)}</td>
            <td className="py-1.5 pl-3">{line.expectation.toFixed(1)}</td>
            <td className="py-1.5 pl-3 font-semibold">{differenceText(line.difference)}</td>
            <td className="py-1.5 pl-3 whitespace-nowrap">
              <Range line={line} />
            </td>
            <td className="py-1.5 pl-3">
              <Standing line={line} />
            </td>
            <td className="py-1.5 pl-3 whitespace-nowrap">
              <ShareOf n={line.firstReply.within.n} share={line.firstReply.within.share} />
            </td>
            <td className="py-1.5 pl-3 whitespace-nowrap">
              <ShareOf n={line.followUps.kept.n} share={line.followUps.kept.share} />
            </td>
            <td className="py-1.5 pl-3 whitespace-nowrap">
              <Right line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Narrow({ lines, onChoose }: RowsProps) {
  const words = useTranslations("board.table");
  return (
    <ul className="md:hidden">
      {lines.map((line) => (
        <li className="border-b py-2 last:border-0" key={line.userId}>
          <div className="flex items-center justify-between gap-3">
            <Name line={line} onChoose={onChoose} />
            <span className="flex items-center gap-2 font-semibold tabular-nums">
              {differenceText(line.difference)} <Standing line={line} />
            </span>
          </div>
          <dl className="grid grid-cols-3 gap-x-3 gap-y-1 text-faint text-ink2">
            <Fact name={words("leads")}>{countText(line.leads)}</Fact>
            <Fact name={words("result")}>{countText(line.result)}</Fact>
            <Fact name={words("expectation")}>{line.expectation.toFixed(1)}</Fact>
            <Fact name={words("reply")}>
              <ShareOf n={line.firstReply.within.n} share={line.firstReply.within.share} />
            </Fact>
            <Fact name={words("followUps")}>
              <ShareOf n={line.followUps.kept.n} share={line.followUps.kept.share} />
            </Fact>
            <Fact name={words("judgement")}>
              <Right line={line} />
            </Fact>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-ink3">{name}</dt>
      <dd className="text-ink tabular-nums">{children}</dd>
    </div>
  );
}

function Name({ line, onChoose }: { line: BoardLine; onChoose(userId: string): void }) {
  const words = useTranslations("board");
  const { userId } = useWorkspace();
  const bare = line.name || words("table.left");
  const name = line.userId === userId ? `${bare} (${words("you")})` : bare;
  return (
    <button
      aria-label={words("table.open", { name })}
      className="min-h-11 text-left font-medium underline decoration-line underline-offset-3 hover:decoration-ink md:pointer-fine:min-h-9"
      onClick={() => onChoose(line.userId)}
      type="button"
    >
      {name}
    </button>
  );
}

function Standing({ line }: { line: BoardLine }) {
  const words = useTranslations("board.standing");
  const { standing, state } = line;
  if (standing) return <Tag tone={tones[standing.band]}>{words(standing.band)}</Tag>;
  return <span className="text-faint text-ink3">{state === "ranked" ? "" : words(state)}</span>;
}

function Range({ line: { standing } }: { line: BoardLine }) {
  const words = useTranslations("board.table");
  if (!standing) return <span className="text-ink3">–</span>;
  return words("between", {
    low: differenceText(standing.differenceLow),
    high: differenceText(standing.differenceHigh),
  });
}

function ShareOf({ share, n }: { share: number | null; n: number }) {
  if (share === null) return <span className="text-ink3">–</span>;
  return (
    <>
      {percentText(share)} <span className="text-faint text-ink3">n = {countText(n)}</span>
    </>
  );
}

function Right({ line }: { line: BoardLine }) {
  const right = rightness(line.judgements);
  return <ShareOf n={right?.n ?? 0} share={right?.share ?? null} />;
}

function Download({ board, lines }: { board: CountedBoard; lines: readonly BoardLine[] }) {
  const words = useTranslations("board");
  return (
    <DownloadCsv
      className="-my-2 -mr-3"
      file={`leaderboard-${board.month}`}
      header={[
        words("table.person"),
        words("table.leads"),
        words("table.result"),
        words("table.expectation"),
        words("table.difference"),
        `${words("table.range")} −`,
        `${words("table.range")} +`,
        words("table.standing"),
        words("table.reply"),
        "n",
        words("table.followUps"),
        "n",
        words("table.judgement"),
        "n",
      ]}
      label={words("table.download")}
      rows={lines.map((line) => {
        const { standing, firstReply, followUps } = line;
        const right = rightness(line.judgements);
        return [
          line.name || words("table.left"),
          line.leads,
          line.result,
          line.expectation,
          line.difference,
          standing?.differenceLow ?? null,
          standing?.differenceHigh ?? null,
          standing
            ? words(`standing.${standing.band}`)
            : line.state === "ranked"
              ? null
              : words(`standing.${line.state}`),
          firstReply.within.share,
          firstReply.within.n,
          followUps.kept.share,
          followUps.kept.n,
          right?.share ?? null,
          right?.n ?? 0,
        ];
      })}
    />
  );
}
