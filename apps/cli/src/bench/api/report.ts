import type { ApiResult } from "./measure.ts";

/** The figures for a person. */
export function apiLines({
  at300,
  byId,
  cached,
  inline,
  batch,
  overload,
  sameWork,
  peer,
  ratio,
}: ApiResult): string {
  const count = (n: number) => n.toLocaleString("en-IN");
  const rate = (what: string, { rps, p50, p90, p99, max }: ApiResult["byId"]) =>
    `${what}: ${count(rps)} a second; ms p50 ${p50}, p90 ${p90}, p99 ${p99}, max ${max}`;
  const lines = [
    rate("By id, nothing cached, five reasons, at 300 a second", at300),
    rate("The same, flat out", byId),
    rate("By id, cached", cached),
    rate("Told features, five reasons", inline),
    `Batches of 1,000: ${count(batch.rowsPerSecond)} rows a second`,
    `Asked ${count(overload.asked)} times a second: ${count(overload.admittedRps)} answered, p99 ${overload.admittedP99} ms, ${Math.round(overload.shedShare * 100)} % told to come back, ${overload.hung} never answered`,
    `40 features in, a score out: ${count(sameWork.uncachedRps)} a second, ${count(sameWork.cachedRps)} cached`,
  ];
  if (peer && ratio) {
    lines.push(
      `${peer.version}: ${count(peer.uncachedRps)} a second, ${count(peer.cachedRps)} cached`,
      `Ours to the peer: ${ratio.uncached} uncached, ${ratio.cached} cached; by id with reasons and receipt ${ratio.byId}`,
    );
  }
  return lines.map((text) => `${text}\n`).join("");
}
