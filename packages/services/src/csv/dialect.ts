import { z } from "zod";
import { encodings } from "./encoding.ts";

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export const dialectSchema = z.object({
  encoding: z.enum(encodings),
  bom: z.int().min(0).max(3),
  delimiter: z.enum(delimiters),
  quote: z.enum(['"', "'"]),
  /** what stands before a quote inside quotes: the quote itself, or a backslash */
  escape: z.enum(['"', "'", "\\"]),
  /** Excel's own first line, "sep=;", which is no row */
  separatorLine: z.boolean(),
});
export type Dialect = z.infer<typeof dialectSchema>;

export type TextDialect = Omit<Dialect, "encoding" | "bom">;

const rowsJudged = 50;

/** From the beginning of a file, which may stop in the middle of a row. */
export function detectDialect(head: string): TextDialect {
  const separator = /^sep=([,;\t|])\r?\n/i.exec(head);
  const text = separator ? head.slice(separator[0].length) : head;
  const quote = quoteOf(text);
  const escaping =
    quote === '"' && /[^\\]\\"(?=[^,;\t|\r\n])/.test(text) && !text.includes('""') ? "\\" : quote;
  const told = delimiters.find((one) => one === separator?.[1]);
  return {
    delimiter: told ?? delimiterOf(text, quote, escaping),
    quote,
    escape: escaping,
    separatorLine: !!separator,
  };
}

/** Single quotes count only where they wrap the header's first cell and others, and double quotes wrap none. */
function quoteOf(text: string): '"' | "'" {
  const wrapped = (quote: string) =>
    text.match(new RegExp(`(?:^|[,;\\t|\\n])${quote}[^${quote}\\n]*${quote}(?=[,;\\t|\\r\\n]|$)`, "g"))
      ?.length ?? 0;
  return text.startsWith("'") && wrapped("'") >= 2 && wrapped('"') === 0 ? "'" : '"';
}

/** The delimiter that cuts most rows into the same number of cells, at least two; more cells win a tie. */
function delimiterOf(text: string, quote: string, escaping: string): Delimiter {
  let best: { delimiter: Delimiter; even: number; cells: number } = { delimiter: ",", even: 0, cells: 1 };
  for (const delimiter of delimiters) {
    const widths = rowWidths(text, delimiter, quote, escaping);
    const cells = widths[0] ?? 1;
    if (cells < 2) continue;
    const even = widths.filter((width) => width === cells).length / widths.length;
    if (even > best.even || (even === best.even && cells > best.cells)) best = { delimiter, even, cells };
  }
  return best.delimiter;
}

/** Cells of each complete row; line breaks and delimiters inside quotes do not count. */
function rowWidths(text: string, delimiter: string, quote: string, escaping: string): number[] {
  const widths: number[] = [];
  let cells = 1;
  let quoted = false;
  let atStart = true;
  let empty = true;
  for (let i = 0; i < text.length && widths.length < rowsJudged; i++) {
    const char = text[i];
    if (quoted) {
      if (char === escaping && escaping !== quote) i++;
      else if (char === quote) quoted = false;
      continue;
    }
    if (char === quote && atStart) quoted = true;
    else if (char === delimiter) cells++;
    else if (char === "\n" || (char === "\r" && text[i + 1] !== "\n")) {
      if (!empty) widths.push(cells);
      cells = 1;
    }
    atStart = char === delimiter || char === "\n" || char === "\r";
    empty = char === "\n" || (char === "\r" && empty);
  }
  if (widths.length === 0 && !empty) widths.push(cells);
  return widths;
}
