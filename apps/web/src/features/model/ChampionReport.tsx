import { landmarkText, windowText } from "@leadlift/scoring/words";
import type { Champion, ModelPage } from "@leadlift/services/model/get-champion";
import { Card } from "../../components/Card.tsx";
import { countText, percentText } from "../../format/number.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { CalibrationPlot } from "./CalibrationPlot.tsx";
import { FeatureLift } from "./FeatureLift.tsx";
import { GainsCurve } from "./GainsCurve.tsx";
import { aucText, aucWord, liftText } from "./training-words.ts";

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
  const { report } = champion;
  const { timezone } = useWorkspace();
  const share = report.positives / Math.max(1, report.rows);
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <Figure title="Ranking" value={report.auc.toFixed(3)} word={`AUC · ${aucWord(report.auc)}`}>
          {aucText(report.auc)} Chance alone explains {report.aucInterval.low.toFixed(2)} to{" "}
          {report.aucInterval.high.toFixed(2)}.
        </Figure>
        <Figure
          title="The best-scored fifth"
          value={percentText(report.precisionAt20)}
          word={"precision\u00a0at\u00a020\u00a0%"}
        >
          of it reached “{step}”; of all leads {percentText(share)} did.
        </Figure>
        <Figure
          title="Against no list"
          value={liftText(report.liftAt20)}
          word={"lift\u00a0at\u00a020\u00a0%"}
        >
          as many successes in the top fifth as in a fifth called in any order.
        </Figure>
      </div>
      <Card title="What it learnt from">
        <p>
          {countText(report.trainRows)} leads, and measured on {countText(report.testRows)} others (
          {countText(report.rows)} in all, {countText(report.positives)} of them reached “{step}”).
          {base &&
            ` A score of 50 stands for ${percentText(base.probability)}, counted on ${countText(base.n)} leads.`}
        </p>
        {report.window && <p className="mt-1.5 text-ink2 text-sub">{windowText(report.window, timezone)}</p>}
        {report.landmarks && <p className="mt-1.5 text-ink2 text-sub">{landmarkText(report.landmarks)}</p>}
      </Card>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title="Does it happen as often as it says?">
          <CalibrationPlot bins={report.calibration.bins} step={step} />
        </Card>
        <Card title="Worked from the top">
          <GainsCurve gains={report.gains} step={step} />
        </Card>
        {report.lift && (
          <div className="lg:col-span-2">
            <FeatureLift lift={report.lift} />
          </div>
        )}
        <Card className="lg:col-span-2" title="What it looks at most">
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
