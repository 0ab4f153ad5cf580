import { landmarkText, windowText } from "@leadlift/scoring/words";
import type { Champion, ModelPage } from "@leadlift/services/model/get-champion";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText, percentText } from "../../format/number.ts";
import { wordedIn } from "../../i18n/locales.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { CalibrationPlot } from "./CalibrationPlot.tsx";
import { FeatureLift } from "./FeatureLift.tsx";
import { GainsCurve } from "./GainsCurve.tsx";
import { aucWord, timesText } from "./training-words.ts";

/** How good the model in use is, on leads it had not seen. */
export function ChampionReport({
  champion,
  base,
  step,
}: {
  champion: Champion;
  base: ModelPage["base"];
  step: string;
}) {
  const words = useTranslations("model.report");
  const language = wordedIn[useLocale()];
  const { report } = champion;
  const { timezone } = useWorkspace();
  const share = report.positives / Math.max(1, report.rows);
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <Figure
          title={words("ranking")}
          value={report.auc.toFixed(3)}
          word={words("auc", { word: words(`aucWords.${aucWord(report.auc)}`) })}
        >
          {words("aucText", { times: Math.round(report.auc * 100) })}{" "}
          {words("chance", {
            low: report.aucInterval.low.toFixed(2),
            high: report.aucInterval.high.toFixed(2),
          })}
        </Figure>
        <Figure title={words("fifth")} value={percentText(report.precisionAt20)} word={words("precision")}>
          {words("fifthText", { step, share: percentText(share) })}
        </Figure>
        <Figure title={words("noList")} value={timesText(report.liftAt20)} word={words("lift")}>
          {words("liftText")}
        </Figure>
      </div>
      <Card title={words("learnt")}>
        <p>
          {words("learntText", {
            train: report.trainRows,
            test: report.testRows,
            all: countText(report.rows),
            positives: countText(report.positives),
            step,
          })}
          {base && ` ${words("base", { share: percentText(base.probability), n: base.n })}`}
        </p>
        {report.window && (
          <p className="mt-1.5 text-ink2 text-sub">{windowText(report.window, timezone, language)}</p>
        )}
        {report.landmarks && (
          <p className="mt-1.5 text-ink2 text-sub">{landmarkText(report.landmarks, language)}</p>
        )}
      </Card>
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
        <Card title={words("calibration")}>
          <CalibrationPlot bins={report.calibration.bins} step={step} />
        </Card>
        <Card title={words("gains")}>
          <GainsCurve gains={report.gains} step={step} />
        </Card>
        {report.lift && (
          <div className="lg:col-span-2">
            <FeatureLift lift={report.lift} />
          </div>
        )}
        <Card className="lg:col-span-2" title={words("top")}>
          <TopFeatures features={report.topFeatures} />
        </Card>
      </div>
    </>
  );
}

function Figure({
  title,
  value,
  word,
  children,
}: {
  title: string;
  value: string;
  word: string;
  children: React.ReactNode;
}) {
  return (
    <Card title={title}>
      <p>
        <b className="font-bold text-[30px] leading-none tracking-[-.03em]">{value}</b>{" "}
        <span className="text-ink2 text-sub">{word}</span>
      </p>
      <p className="mt-2 text-ink2 text-sub">{children}</p>
    </Card>
  );
}

function TopFeatures({ features }: { features: Champion["report"]["topFeatures"] }) {
  const most = Math.max(1e-9, ...features.map(({ share }) => share));
  return (
    <ol className="gap-x-8 lg:columns-2">
      {features.slice(0, 12).map(({ feature, label, share }) => (
        <li
          className="grid break-inside-avoid grid-cols-[minmax(0,1fr)_80px_44px] items-center gap-2.5 py-1"
          key={feature}
        >
          <span>{label}</span>
          <span aria-hidden="true" className="h-2 rounded bg-grade-d-soft">
            <span className="block h-2 rounded bg-grade-b" style={{ width: `${(share / most) * 100}%` }} />
          </span>
          <span className="text-right text-ink2 text-sub">{percentText(share)}</span>
        </li>
      ))}
    </ol>
  );
}
