const newline = 0x0a;
const carriageReturn = 0x0d;

/** Turns byte offsets of a stream into 1-based line numbers. CRLF, LF and a lone CR each end a line. */
export class LineCounter {
  readonly #chunks: Uint8Array[] = [];
  #offset = 0;
  #line: number;
  #afterReturn = false;

  constructor(firstLine = 1) {
    this.#line = firstLine;
  }

  /** Bytes in the order in which the parser is given them. */
  feed(chunk: Uint8Array): void {
    if (chunk.length > 0) this.#chunks.push(chunk);
  }

  /** The line of the byte at `offset`; offsets only grow, and bytes passed are let go. */
  lineAt(offset: number): number {
    while (this.#offset < offset) {
      const chunk = this.#chunks[0];
      if (!chunk) break;
      const length = Math.min(chunk.length, offset - this.#offset);
      this.#count(chunk, length);
      this.#offset += length;
      if (length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(length);
    }
    return this.#line;
  }

  #count(chunk: Uint8Array, length: number): void {
    if (this.#afterReturn && chunk[0] === newline) this.#line--;
    const part = chunk.subarray(0, length);
    for (let at = part.indexOf(newline); at >= 0; at = part.indexOf(newline, at + 1)) this.#line++;
    for (let at = part.indexOf(carriageReturn); at >= 0; at = part.indexOf(carriageReturn, at + 1)) {
      if (part[at + 1] !== newline) this.#line++;
    }
    this.#afterReturn = part[length - 1] === carriageReturn;
  }
}
