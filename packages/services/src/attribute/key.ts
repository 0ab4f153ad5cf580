import { featureByName } from "@leadlift/scoring/features";
import { recordFields } from "../lead/record.ts";

/** "Total Time Spent on Website" → "total_time_spent_on_website", unlike every key that is taken already. */
export function attributeKey(header: string, taken: ReadonlySet<string>): string {
  const words = header
    .normalize("NFC")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  const base = [...(words?.join("_") ?? "column")].slice(0, 80).join("");
  let key = base;
  for (let count = 2; isReserved(key) || taken.has(key); count++) key = `${base}_${count}`;
  return key;
}

/** The record's own names, and those of features, which would go before an attribute. */
export function isReserved(key: string): boolean {
  return featureByName(key) !== undefined || recordFields.some((field) => field === key);
}
