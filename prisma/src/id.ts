import { randomFillSync } from "node:crypto";

const random = Buffer.alloc(10 * 256);
let used = random.length;
let lastMs = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562): milliseconds, then a 12-bit counter that keeps ids of one process in order, then randomness.
 */
export function newId(): string {
  const bytes = Buffer.allocUnsafe(16);
  if (used + 10 > random.length) {
    randomFillSync(random);
    used = 0;
  }
  random.copy(bytes, 6, used, used + 10);
  used += 10;

  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // The upper half is left free to count up within the millisecond.
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  } else {
    sequence++;
    if (sequence > 0xfff) {
      lastMs++;
      sequence = 0;
    }
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);

  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return uuid.test(text);
}
