import { createHash } from "node:crypto";
import type { Database } from "./connect.ts";
import type { OrganisationCrypto } from "./encryption.ts";
import { newId } from "./id.ts";
import type { OrgSql } from "./sql.ts";

/** Plain bytes of a chunk; every chunk but the last has exactly this many. */
export const chunkBytes = 256 * 1024;
const chunksAtOnce = 4;

/** The bytes ended before, or went on after, the announced length; nothing of them was kept. */
export class BlobIncomplete extends Error {
  override name = "BlobIncomplete";
  readonly received: number;
  readonly expected: number;
  constructor(received: number, expected: number) {
    super(`${received} bytes arrived where ${expected} were announced.`);
    this.received = received;
    this.expected = expected;
  }
}

/** The organisation has no such file, or it has not arrived whole. */
export class BlobNotFound extends Error {
  override name = "BlobNotFound";
}

export interface BlobMeta {
  /** upload | model | report | export */
  purpose: string;
  contentType: string;
  createdBy?: string;
  expiresAt?: Date;
}

/** Files, encrypted and in chunks. Streams: memory does not grow with a file's size. */
export interface BlobStore {
  /** Keeps every byte or none: throws BlobIncomplete, or whatever the source throws. */
  write(
    orgId: string,
    meta: BlobMeta,
    bytes: AsyncIterable<Uint8Array>,
    expectedBytes?: number,
  ): Promise<{ id: string; sizeBytes: number; sha256: string }>;
  /** Throws BlobNotFound; SealError where a stored chunk was changed. */
  read(orgId: string, id: string, options?: { fromByte?: number }): AsyncIterable<Uint8Array>;
  remove(orgId: string, id: string): Promise<void>;
  /** Removes what has expired, and what a killed process left unfinished a day ago; returns how many files. */
  sweep(orgId: string): Promise<number>;
}

export function createBlobStore(db: Database): BlobStore {
  const store: BlobStore = {
    async write(orgId, meta, bytes, expectedBytes) {
      const id = newId();
      const crypto = await db.withOrgSql(orgId, async (sql) => {
        await sql.query(
          `insert into blob (org_id, id, purpose, content_type, created_by, expires_at)
           values ($1, $2, $3, $4, $5, $6)`,
          [orgId, id, meta.purpose, meta.contentType, meta.createdBy ?? null, meta.expiresAt ?? null],
        );
        return organisationCrypto(db, sql, orgId);
      });
      try {
        const written = await writeChunks(db, crypto, { orgId, id }, bytes, expectedBytes);
        if (expectedBytes !== undefined && written.sizeBytes !== expectedBytes) {
          throw new BlobIncomplete(written.sizeBytes, expectedBytes);
        }
        await db.withOrgSql(orgId, (sql) =>
          sql.query(
            `update blob set size_bytes = $3, sha256 = $4, completed_at = now() where org_id = $1 and id = $2`,
            [orgId, id, written.sizeBytes, written.sha256],
          ),
        );
        return { id, ...written };
      } catch (error) {
        // Where even this fails, the sweep finds it.
        await store.remove(orgId, id).catch(() => undefined);
        throw error;
      }
    },

    async *read(orgId, id, { fromByte = 0 } = {}) {
      const { sizeBytes, crypto } = await findBlob(db, orgId, id);
      const first = Math.floor(fromByte / chunkBytes);
      const end = Math.ceil(sizeBytes / chunkBytes);
      for (let seq = first; seq < end; seq += chunksAtOnce) {
        const chunks = await readChunks(db, orgId, id, seq);
        if (chunks.length < Math.min(chunksAtOnce, end - seq))
          throw new BlobNotFound(`File ${id} is damaged.`);
        for (const [offset, sealed] of chunks.entries()) {
          const plain = crypto.open(chunkPlace(id, seq + offset), sealed);
          yield seq + offset === first ? plain.subarray(fromByte - first * chunkBytes) : plain;
        }
      }
    },

    async remove(orgId, id) {
      await db.withOrgSql(orgId, (sql) =>
        sql.query("delete from blob where org_id = $1 and id = $2", [orgId, id]),
      );
    },

    async sweep(orgId) {
      const { rowCount } = await db.withOrgSql(orgId, (sql) =>
        sql.query(
          `delete from blob where org_id = $1
              and (expires_at < now() or (completed_at is null and created_at < now() - interval '1 day'))`,
          [orgId],
        ),
      );
      return rowCount;
    },
  };
  return store;
}

interface BlobKey {
  orgId: string;
  id: string;
}

async function writeChunks(
  db: Database,
  crypto: OrganisationCrypto,
  { orgId, id }: BlobKey,
  bytes: AsyncIterable<Uint8Array>,
  expectedBytes: number | undefined,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let seq = 0;
  const sealed: Uint8Array[] = [];
  const flush = async () => {
    if (sealed.length === 0) return;
    const batch = sealed.splice(0);
    const from = seq - batch.length;
    await db.withOrgSql(orgId, (sql) => insertChunks(sql, { orgId, id }, from, batch));
  };

  const chunk = Buffer.alloc(chunkBytes);
  let filled = 0;
  const seal = async () => {
    sealed.push(crypto.seal(chunkPlace(id, seq), chunk.subarray(0, filled)));
    seq++;
    filled = 0;
    if (sealed.length === chunksAtOnce) await flush();
  };

  for await (const piece of bytes) {
    sizeBytes += piece.byteLength;
    if (expectedBytes !== undefined && sizeBytes > expectedBytes) {
      throw new BlobIncomplete(sizeBytes, expectedBytes);
    }
    hash.update(piece);
    for (let at = 0; at < piece.byteLength; ) {
      const part = piece.subarray(at, at + chunkBytes - filled);
      chunk.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
      if (filled === chunkBytes) await seal();
    }
  }
  if (filled > 0) await seal();
  await flush();
  return { sizeBytes, sha256: hash.digest("hex") };
}

async function insertChunks(sql: OrgSql, key: BlobKey, from: number, batch: Uint8Array[]): Promise<void> {
  const values = batch.map((_, index) => `($1, $2, $${2 * index + 3}, $${2 * index + 4})`);
  await sql.query(
    `insert into blob_chunk (org_id, blob_id, seq, sealed) values ${values.join(", ")}`,
    [key.orgId, key.id, ...batch.flatMap((sealed, index) => [from + index, sealed])],
    `insert ${batch.length} blob chunks`,
  );
}

async function readChunks(db: Database, orgId: string, id: string, from: number): Promise<Buffer[]> {
  const { rows } = await db.withOrgSql(orgId, (sql) =>
    sql.query<{ sealed: Buffer }>(
      `select sealed from blob_chunk
        where org_id = $1 and blob_id = $2 and seq >= $3 and seq < $3 + ${chunksAtOnce} order by seq`,
      [orgId, id, from],
      "read blob chunks",
    ),
  );
  return rows.map((row) => row.sealed);
}

async function findBlob(
  db: Database,
  orgId: string,
  id: string,
): Promise<{ sizeBytes: number; crypto: OrganisationCrypto }> {
  return db.withOrgSql(orgId, async (sql) => {
    const { rows } = await sql.query<{ size_bytes: string }>(
      "select size_bytes from blob where org_id = $1 and id = $2 and completed_at is not null",
      [orgId, id],
    );
    const row = rows[0];
    if (!row) throw new BlobNotFound(`There is no file ${id}.`);
    return { sizeBytes: Number(row.size_bytes), crypto: await organisationCrypto(db, sql, orgId) };
  });
}

async function organisationCrypto(db: Database, sql: OrgSql, orgId: string): Promise<OrganisationCrypto> {
  const { rows } = await sql.query<{ wrapped_key: Buffer; wrapped_index_key: Buffer }>(
    "select wrapped_key, wrapped_index_key from organisation where id = $1",
    [orgId],
  );
  const keys = rows[0];
  if (!keys) throw new BlobNotFound(`There is no organisation ${orgId}.`);
  return db.crypto.organisation(orgId, {
    wrappedKey: keys.wrapped_key,
    wrappedIndexKey: keys.wrapped_index_key,
  });
}

// The number stands in the place, so that chunks cannot be exchanged within a file either.
function chunkPlace(id: string, seq: number) {
  return { table: "blob_chunk", column: "sealed", row: `${id}/${seq}` };
}
