import type { FieldValue } from "@leadlift/services/lead/field-value";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { valueText } from "./field-words.ts";

export function useValueText(): (value: FieldValue | null, kind: string) => string {
  const words = useTranslations("lead");
  const formats = useFormats();
  return (value, kind) => valueText(value, kind, { words, formats });
}
