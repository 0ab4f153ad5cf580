import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import type { CountedBoard } from "./counted-board.ts";

/** Who can be told apart from the rest, in counts. */
export function BandsCard({ board }: { board: CountedBoard }) {
  const words = useTranslations("board.bands");
  const { bands, mine, rules } = board;
  const own = mine && (mine.standing?.band ?? "unranked");
  return (
    <Card title={words("title")}>
      {bands ? (
        <dl>
          {(["above", "level", "below", "unranked"] as const).map((band) => (
            <div className="flex justify-between gap-3 py-1" key={band}>
              <dt className="text-ink2">{words(band, { least: rules.leastLeads })}</dt>
              <dd className="text-right font-semibold">
                {words("people", {
                  mine: String(own === band),
                  others: bands[band] - (own === band ? 1 : 0),
                })}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-ink2 text-sub">{words("tooFew")}</p>
      )}
      <p className="mt-1 text-faint text-ink3">{words("why")}</p>
    </Card>
  );
}
