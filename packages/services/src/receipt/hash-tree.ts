import { hash } from "node:crypto";

const [left, right] = [0, 1];
const hashBytes = 32;
const nodeMark = Buffer.of(1);
const stepBytes = 1 + hashBytes;

/** A root that stands for many texts, and for each the siblings from its leaf to the root. */
export interface HashTree {
  root: Buffer;
  /** by the texts' places: side (1 byte: 0 left, 1 right) ‖ hash (32) for each step */
  paths: Buffer[];
}

/**
 * One signature for many: whoever has one text and its path comes to the root. Leaves and nodes are told apart as in
 * RFC 6962, §2.1; a node without a sibling moves up as it is.
 */
export function hashTree(texts: readonly string[]): HashTree {
  let level = texts.map((text, place) => ({ hash: leafOf(text), places: [place] }));
  const steps: Buffer[][] = texts.map(() => []);
  while (level.length > 1) {
    const next: typeof level = [];
    for (let at = 0; at < level.length; at += 2) {
      const [one, other] = [level[at], level[at + 1]];
      if (!one) continue;
      if (!other) {
        next.push(one);
        continue;
      }
      for (const place of one.places) steps[place]?.push(Buffer.of(right), other.hash);
      for (const place of other.places) steps[place]?.push(Buffer.of(left), one.hash);
      next.push({ hash: nodeOf(one.hash, other.hash), places: [...one.places, ...other.places] });
    }
    level = next;
  }
  const [top] = level;
  if (!top) throw new RangeError("A tree has at least one leaf.");
  return { root: top.hash, paths: steps.map((parts) => Buffer.concat(parts)) };
}

/** The root that a text and its path lead to; null where the path is none. */
export function rootOf(text: string, path: Uint8Array): Buffer | null {
  if (path.length % stepBytes !== 0) return null;
  let reached = leafOf(text);
  for (let at = 0; at < path.length; at += stepBytes) {
    const sibling = Buffer.from(path.subarray(at + 1, at + stepBytes));
    if (path[at] === left) reached = nodeOf(sibling, reached);
    else if (path[at] === right) reached = nodeOf(reached, sibling);
    else return null;
  }
  return reached;
}

function leafOf(text: string): Buffer {
  return hash("sha256", `\0${text}`, "buffer");
}

function nodeOf(one: Buffer, other: Buffer): Buffer {
  return hash("sha256", Buffer.concat([nodeMark, one, other]), "buffer");
}
