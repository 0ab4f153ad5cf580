import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Contender } from "./contender.ts";
import { findPeer, howToGetPeer } from "./peer.ts";
import { measureQuality, tolerance } from "./quality.ts";
import { defaultDataFolder, readRealData } from "./real-data.ts";
import type { Contenders } from "./speed.ts";
import { withFolder } from "./table-files.ts";

const sets = readRealData(defaultDataFolder);
const peer = sets.length > 0 ? findPeer() : null;
if (sets.length === 0) console.info(`No data sets in ${defaultDataFolder}: XGBoost is not compared with.`);
else if (!peer) console.info(howToGetPeer);

describe.skipIf(!peer)(`beside XGBoost ${peer?.version ?? ""}, means of five seeds`, () => {
  let contenders: Contenders;
  beforeAll(() => {
    contenders = { ours: Contender.ours(), peer: peer && Contender.peer(peer) };
  });
  afterAll(() => {
    contenders.ours.close();
    contenders.peer?.close();
  });

  test.each(sets)(
    "$name: AUC and log-loss are no worse by more than 0.002",
    { timeout: 120_000 },
    async (data) => {
      const row = await withFolder((folder) => measureQuality(contenders, data, folder, 1));
      console.info(
        `${row.data}: AUC ${row.ours.auc.toFixed(4)} to ${row.peer?.auc.toFixed(4)}, log-loss ${row.ours.logLoss.toFixed(4)} to ${row.peer?.logLoss.toFixed(4)}`,
      );
      expect(row.aucDifference).toBeGreaterThanOrEqual(-tolerance);
      expect(row.logLossDifference).toBeLessThanOrEqual(tolerance);
    },
  );
});
