import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { FeatureKind } from "../src/dataset.ts";
import type { Table } from "./table.ts";

/** A data set encoded once for everybody, and once with its categories as codes. */
export interface RealData {
  name: string;
  /** numbers as they are, a 0/1 column for each category with at least `commonest` rows and one for the others */
  oneHot: Table;
  /** numbers and codes, for a library that takes categories; null where there are none */
  coded: { table: Table; kinds: FeatureKind[] } | null;
}

interface Source {
  name: string;
  file: string;
  target: string;
  positive: string;
  /** columns that identify a row or give the answer away */
  excluded: readonly string[];
  /** columns of digits that are codes */
  codes: readonly string[];
}

const sources: readonly Source[] = [
  {
    name: "x_education",
    file: "x_education_leads.csv",
    target: "Converted",
    positive: "1",
    excluded: [
      "Prospect ID",
      "Lead Number",
      "Tags",
      "Lead Quality",
      "Lead Profile",
      "Last Notable Activity",
      "Asymmetrique Activity Index",
      "Asymmetrique Profile Index",
      "Asymmetrique Activity Score",
      "Asymmetrique Profile Score",
    ],
    codes: [],
  },
  {
    name: "bank_full",
    file: "bank_full.csv",
    target: "deposit",
    positive: "yes",
    excluded: ["duration"],
    codes: [],
  },
  {
    name: "online_shoppers",
    file: "online_shoppers_intention.csv",
    target: "Revenue",
    positive: "TRUE",
    excluded: ["PageValues"],
    codes: ["OperatingSystems", "Browser", "Region", "TrafficType"],
  },
];

const sentences = ["parakweet_email_intent_train.txt", "parakweet_email_intent_test.txt"];
/** Rows that a category or a word needs for a column of its own. */
const commonest = { category: 5, word: 25 };

/** Where the data sets are, if they are: beside the checkout. */
export const defaultDataFolder = join(import.meta.dirname, "../../../../shared/data");

/** The data sets whose files are in `folder`. */
export function readRealData(folder: string): RealData[] {
  const present = (file: string): boolean => existsSync(join(folder, file));
  const tables = sources.filter(({ file }) => present(file)).map((source) => readLeads(folder, source));
  return sentences.every(present) ? [...tables, readSentences(folder)] : tables;
}

function readLeads(folder: string, { name, file, target, positive, excluded, codes }: Source): RealData {
  const records: Record<string, string>[] = parse(readFileSync(join(folder, file)), {
    columns: true,
    bom: true,
  });
  const labels = Float32Array.from(records, (record) => Number(record[target] === positive));
  const names = Object.keys(records[0] ?? {}).filter((key) => key !== target && !excluded.includes(key));
  const columns = names.map((column) => {
    // "Select" is a question left open in the form of X Education.
    const texts = records.map((record) => (record[column] === "Select" ? "" : (record[column] ?? "")));
    const numeric = !codes.includes(column) && texts.every((text) => Number.isFinite(Number(text)));
    return numeric ? { column, numbers: texts.map(numberOf) } : { column, ...categoriesOf(texts) };
  });

  const oneHot = columns.flatMap((entry) =>
    "numbers" in entry
      ? [{ name: entry.column, values: entry.numbers }]
      : Array.from({ length: entry.levels.length + 1 }, (_, level) => ({
          name: `${entry.column}=${entry.levels[level] ?? "other"}`,
          values: entry.codes.map((code) => Number(code === level)),
        })),
  );
  const coded = columns.map((entry) => ({
    name: entry.column,
    values: "numbers" in entry ? entry.numbers : entry.codes,
  }));
  const kinds = columns.map((entry): FeatureKind => ("numbers" in entry ? "numeric" : "categorical"));
  return { name, oneHot: tableOf(oneHot, labels), coded: { table: tableOf(coded, labels), kinds } };
}

/** One column a word of the common ones: how often the sentence has it. */
function readSentences(folder: string): RealData {
  const lines = sentences
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split(/\r?\n/))
    .flatMap((line) => {
      const [answer, sentence] = line.split("\t", 2);
      return sentence === undefined ? [] : [{ answer, words: sentence.toLowerCase().split(/\s+/) }];
    });
  const rows = new Map<string, number>();
  for (const { words } of lines) {
    for (const word of new Set(words)) rows.set(word, (rows.get(word) ?? 0) + 1);
  }
  const common = [...rows].filter(([, count]) => count >= commonest.word).map(([word]) => word);
  const columns = common.map((name) => ({
    name,
    values: lines.map(({ words }) => words.filter((word) => word === name).length),
  }));
  const labels = Float32Array.from(lines, ({ answer }) => Number(answer === "Yes"));
  return { name: "email_intent", oneHot: tableOf(columns, labels), coded: null };
}

function numberOf(text: string): number {
  return text === "" ? NaN : Number(text);
}

/** Categories with enough rows, the commonest first; all others get the code after theirs. */
function categoriesOf(texts: string[]): { levels: string[]; codes: number[] } {
  const rows = new Map<string, number>();
  for (const text of texts) rows.set(text, (rows.get(text) ?? 0) + 1);
  const levels = [...rows]
    .filter(([, count]) => count >= commonest.category)
    .sort(([, a], [, b]) => b - a)
    .map(([text]) => text);
  const code = new Map(levels.map((level, at) => [level, at]));
  return { levels, codes: texts.map((text) => code.get(text) ?? levels.length) };
}

function tableOf(columns: { name: string; values: number[] }[], labels: Float32Array): Table {
  const width = columns.length;
  const values = new Float32Array(labels.length * width);
  columns.forEach((column, f) => {
    column.values.forEach((value, r) => {
      values[r * width + f] = value;
    });
  });
  return { rows: labels.length, features: columns.map(({ name }) => name), values, labels };
}
