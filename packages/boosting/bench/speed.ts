import type { Contender, PeerMatrix } from "./contender.ts";
import { type WatchedTiming, watched } from "./disturbance.ts";
import { parameters } from "./parameters.ts";
import { mean, median, spread } from "./statistics.ts";

/** Trainings of one kind, in seconds. */
export interface Series {
  /** median of the wall time, without the first call */
  seconds: number;
  least: number;
  greatest: number;
  /** median of the time on all cores: what other programs on the machine disturb least */
  cpuSeconds: number;
  /** mean number of cores that other programs kept busy meanwhile */
  othersCores: number;
  /** the first call of the process, left out of the rest on every side */
  firstSeconds: number;
}

export interface Speed {
  ours: Series;
  /** null without XGBoost */
  peer: (Record<PeerMatrix, Series> & { faster: PeerMatrix }) | null;
  /** ours ÷ the faster of the peer's, of the medians */
  ratio: number | null;
  /** the same of the fastest training of each, which other programs lengthen least */
  ratioOfLeast: number | null;
}

export interface Contenders {
  ours: Contender;
  peer: Contender | null;
}

/** Trains on the table "train" by turns, in turned order every other time. The models are kept as "model". */
export async function measureSpeed(
  { ours, peer }: Contenders,
  threads: number,
  repetitions: number,
  progress: (text: string) => void,
): Promise<Speed> {
  const request = { data: "train", parameters, threads, keep: "model" };
  const timings: Record<"ours" | PeerMatrix, WatchedTiming[]> = {
    ours: [],
    DMatrix: [],
    QuantileDMatrix: [],
  };
  const turns = [async () => timings.ours.push(await watched(() => ours.train(request)))];
  for (const matrix of ["DMatrix", "QuantileDMatrix"] as const) {
    if (peer)
      turns.push(async () => timings[matrix].push(await watched(() => peer.train({ ...request, matrix }))));
  }
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    progress(
      `training with ${threads} thread(s), ${repetition === 0 ? "to warm up" : `${repetition} of ${repetitions}`}`,
    );
    for (const turn of repetition % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  const oursSeries = seriesOf(timings.ours);
  if (!peer) return { ours: oursSeries, peer: null, ratio: null, ratioOfLeast: null };
  const DMatrix = seriesOf(timings.DMatrix);
  const QuantileDMatrix = seriesOf(timings.QuantileDMatrix);
  const faster = QuantileDMatrix.seconds < DMatrix.seconds ? "QuantileDMatrix" : "DMatrix";
  return {
    ours: oursSeries,
    peer: { DMatrix, QuantileDMatrix, faster },
    ratio: oursSeries.seconds / Math.min(DMatrix.seconds, QuantileDMatrix.seconds),
    ratioOfLeast: oursSeries.least / Math.min(DMatrix.least, QuantileDMatrix.least),
  };
}

function seriesOf([first, ...timings]: readonly WatchedTiming[]): Series {
  const seconds = timings.map((timing) => timing.seconds);
  const [least, greatest] = spread(seconds);
  return {
    seconds: median(seconds),
    least,
    greatest,
    cpuSeconds: median(timings.map((timing) => timing.cpuSeconds)),
    othersCores: mean(timings.map((timing) => timing.othersCores)),
    firstSeconds: first.seconds,
  };
}
