import type { QualityField } from "@leadlift/services/quality/completeness";
import type { SuspectVisitor } from "@leadlift/services/quality/suspects";
import { useTranslations } from "next-intl";
import type { SourceName } from "./source-choices.ts";

/** What a field is called: ours in the reader's language, the organisation's own as it named them. */
export function useFieldName() {
  const words = useTranslations("quality.fields.names");
  return ({ key, label }: QualityField): string => (words.has(key as never) ? words(key as never) : label);
}

export function useSourceName() {
  const words = useTranslations("quality.sources");
  return (source: SourceName): string => {
    if (source.of === "one") return source.name;
    return source.of === "none" ? words("none") : words("others", { n: source.count });
  };
}

/** Names of the leads whose visits these are. */
export function useVisitorName() {
  const words = useTranslations("quality");
  return ({ leads }: Pick<SuspectVisitor, "leads">): string =>
    leads.length === 0 ? words("suspects.who") : leads.map(({ name }) => name ?? words("unnamed")).join(", ");
}
