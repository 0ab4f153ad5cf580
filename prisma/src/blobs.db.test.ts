import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BlobIncomplete, BlobNotFound, type BlobStore, chunkBytes, createBlobStore } from "./blobs.ts";
import { SealError } from "./encryption.ts";
import { type TestDatabase, testDatabase } from "./test/database.ts";
import { createOrganisation, type TestOrganisation } from "./test/factories.ts";
import { liveMemory } from "./test/live-memory.ts";

let db: TestDatabase;
let blobs: BlobStore;
let org: TestOrganisation;
beforeAll(async () => {
  db = await testDatabase();
  blobs = createBlobStore(db);
});
beforeAll(async () => {
  org = await createOrganisation(db);
});
afterAll(() => db.close());

const meta = { purpose: "upload", contentType: "text/csv" };

async function* pieces(...parts: Uint8Array[]) {
  yield* parts;
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

async function rowsOf(orgId: string): Promise<{ blobs: number; chunks: number }> {
  return db.withOrg(orgId, async (tx) => ({
    blobs: await tx.blob.count(),
    chunks: await tx.blobChunk.count(),
  }));
}

describe("a file", () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 5 * chunkBytes + 17])(
    "of %i bytes is read as it was written",
    async (size) => {
      const content = randomBytes(size);
      const cut = Math.floor(size / 3);
      const written = await blobs.write(
        org.id,
        meta,
        pieces(content.subarray(0, cut), content.subarray(cut)),
        size,
      );
      expect(written.sizeBytes).toBe(size);
      expect(written.sha256).toBe(createHash("sha256").update(content).digest("hex"));
      expect((await collect(blobs.read(org.id, written.id))).equals(content)).toBe(true);
    },
  );

  it.each([1, chunkBytes, chunkBytes + 5, 4 * chunkBytes + 9, 6 * chunkBytes])(
    "is read on from byte %i",
    async (fromByte) => {
      const content = randomBytes(6 * chunkBytes);
      const { id } = await blobs.write(org.id, meta, pieces(content));
      const rest = await collect(blobs.read(org.id, id, { fromByte }));
      expect(rest.equals(content.subarray(fromByte))).toBe(true);
    },
  );

  it("belongs to its organisation alone", async () => {
    const { id } = await blobs.write(org.id, meta, pieces(Buffer.from("ours")));
    const other = await createOrganisation(db);
    await expect(collect(blobs.read(other.id, id))).rejects.toThrow(BlobNotFound);
    await blobs.remove(other.id, id);
    expect((await collect(blobs.read(org.id, id))).toString()).toBe("ours");
  });

  it("is not read where two of its chunks were exchanged", async () => {
    const { id } = await blobs.write(org.id, meta, pieces(randomBytes(2 * chunkBytes)));
    await db.withOrgSql(org.id, async (sql) => {
      for (const [from, to] of [
        [0, 9],
        [1, 0],
        [9, 1],
      ]) {
        await sql.query("update blob_chunk set seq = $3 where blob_id = $1 and seq = $2", [id, from, to]);
      }
    });
    await expect(collect(blobs.read(org.id, id))).rejects.toThrow(SealError);
  });

  it("is gone with all its chunks when removed", async () => {
    const own = await createOrganisation(db);
    const { id } = await blobs.write(own.id, meta, pieces(randomBytes(3 * chunkBytes)));
    await blobs.remove(own.id, id);
    expect(await rowsOf(own.id)).toEqual({ blobs: 0, chunks: 0 });
    await expect(collect(blobs.read(own.id, id))).rejects.toThrow(BlobNotFound);
  });

  it("is swept when it has expired, or was left unfinished a day ago", async () => {
    const own = await createOrganisation(db);
    await blobs.write(own.id, { ...meta, expiresAt: new Date(Date.now() - 1_000) }, pieces(randomBytes(10)));
    const kept = await blobs.write(
      own.id,
      { ...meta, expiresAt: new Date(Date.now() + 60_000) },
      pieces(randomBytes(10)),
    );
    await db.withOrgSql(own.id, (sql) =>
      sql.query(
        `insert into blob (org_id, id, purpose, content_type, created_at)
         values ($1, gen_random_uuid(), 'upload', 'text/csv', now() - interval '2 days'), ($1, gen_random_uuid(), 'upload', 'text/csv', now())`,
        [own.id],
      ),
    );
    expect(await blobs.sweep(own.id)).toBe(2);
    expect(await rowsOf(own.id)).toEqual({ blobs: 2, chunks: 1 });
    expect(await collect(blobs.read(own.id, kept.id))).toHaveLength(10);
  });
});

describe("an upload that is cut off", () => {
  it("leaves nothing when its source fails", async () => {
    const own = await createOrganisation(db);
    async function* broken() {
      for (let n = 0; n < 9; n++) yield randomBytes(chunkBytes);
      throw new Error("the line went dead");
    }
    await expect(blobs.write(own.id, meta, broken())).rejects.toThrow("the line went dead");
    expect(await rowsOf(own.id)).toEqual({ blobs: 0, chunks: 0 });
  });

  it.each([
    [2_000_000, 1_999_999],
    [1_000, 3_000_000],
  ])("leaves nothing when %i bytes were announced and %i came", async (expected, received) => {
    const own = await createOrganisation(db);
    const write = blobs.write(own.id, meta, pieces(randomBytes(received)), expected);
    await expect(write).rejects.toEqual(expect.objectContaining({ received, expected }));
    await expect(write).rejects.toThrow(BlobIncomplete);
    expect(await rowsOf(own.id)).toEqual({ blobs: 0, chunks: 0 });
  });
});

it("needs no more memory for a file of 64 MB than for a small one", async () => {
  const piece = randomBytes(64 * 1024);
  const before = liveMemory();
  let highest = 0;
  const measureAt = (n: number) => {
    if (n % 32 === 0) highest = Math.max(highest, liveMemory());
  };
  async function* large() {
    for (let n = 0; n < 1_024; n++) {
      measureAt(n);
      yield piece;
    }
  }
  const { id, sizeBytes } = await blobs.write(org.id, meta, large());
  let read = 0;
  let parts = 0;
  for await (const part of blobs.read(org.id, id)) {
    read += part.byteLength;
    measureAt(parts++);
  }
  expect([sizeBytes, read]).toEqual([64 * 1024 * 1024, 64 * 1024 * 1024]);
  expect(highest - before).toBeLessThan(16 * 1024 * 1024);
});
