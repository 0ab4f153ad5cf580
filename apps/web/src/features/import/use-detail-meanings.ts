import { useTranslations } from "next-intl";
import type { Meanings } from "./ColumnRow.tsx";
import { detailKinds } from "./mapping-edit.ts";

/** That a column is kept as a detail of its own, of each kind there is. */
export function useDetailMeanings(of: "lead" | "listing"): Meanings {
  const words = useTranslations("import.meanings");
  return {
    label: words(`${of}Detail`),
    options: detailKinds.map((kind) => ({ value: `kind:${kind}`, label: words(`details.${kind}`) })),
  };
}
