import type { Database } from "@leadlift/db/connect";
import { hashTree } from "./hash-tree.ts";
import type { ReceiptHead } from "./receipt-head.ts";
import { signingKey } from "./signing-key.ts";

/** More are written with the next insert. */
const mostAtOnce = 500;

export interface NewReceipt {
  head: ReceiptHead;
  /** whose key sealed it; null: the organisation's */
  personId: string | null;
  sealed: Uint8Array;
  keepUntil: Date;
}

/** Writes receipts of one process, many with one insert and one signature. */
export interface ReceiptWriter {
  /** Resolves when they are committed; rejects with the database's error, and then none of them is kept. */
  write(receipts: readonly NewReceipt[]): Promise<void>;
}

/** How many one insert wrote, and how long it took. */
export type OnReceipts = (written: number, milliseconds: number) => void;

interface Waiting {
  receipts: readonly NewReceipt[];
  done(): void;
  failed(error: unknown): void;
}

/** What comes while an insert is under way goes with the next one: nobody waits for a timer. */
export function createReceiptWriter(
  db: Pick<Database, "runAsSystem" | "secret">,
  onWritten: OnReceipts = () => undefined,
): ReceiptWriter {
  const waiting: Waiting[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    for (let group = takeGroup(waiting); group.length > 0; group = takeGroup(waiting)) {
      const receipts = group.flatMap((each) => each.receipts);
      const started = performance.now();
      try {
        await insert(db, receipts);
        onWritten(receipts.length, performance.now() - started);
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    busy = false;
  }

  return {
    write(receipts) {
      if (receipts.length === 0) return Promise.resolve();
      return new Promise((done, failed) => {
        waiting.push({ receipts, done, failed });
        if (!busy) void drain();
      });
    },
  };
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let [count, size] = [0, 0];
  for (const { receipts } of waiting) {
    if (count > 0 && size + receipts.length > mostAtOnce) break;
    size += receipts.length;
    count++;
  }
  return waiting.splice(0, count);
}

async function insert(
  db: Pick<Database, "runAsSystem" | "secret">,
  receipts: readonly NewReceipt[],
): Promise<void> {
  const heads = receipts.map(({ head }) => JSON.stringify(head));
  const { root, paths } = hashTree(heads);
  const signature = signingKey(db).sign(root);
  await db.runAsSystem("write receipts", {
    name: "write receipts",
    text: `insert into receipt (org_id, id, lead_id, person_id, head, sealed, signature, path, keep_until)
           select org_id, id, lead_id, person_id, head, sealed, $8, path, keep_until
             from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bytea[], $7::bytea[], $9::timestamptz[])
                  as row(org_id, id, lead_id, person_id, head, sealed, path, keep_until)`,
    values: [
      receipts.map(({ head }) => head.organisation),
      receipts.map(({ head }) => head.id),
      receipts.map(({ head }) => head.lead),
      receipts.map(({ personId }) => personId),
      heads,
      receipts.map(({ sealed }) => sealed),
      paths,
      signature,
      receipts.map(({ keepUntil }) => keepUntil),
    ],
  });
}
