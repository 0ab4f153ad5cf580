import { useTranslations } from "next-intl";

/** What an attribute is called: in the reader's language where it is well known, else "job_title" as "Job title". */
export function useAttributeName() {
  const words = useTranslations("enrichment.attributes");
  return (key: string): string => {
    if (words.has(key as never)) return words(key as never);
    const spaced = key.replaceAll("_", " ");
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
  };
}
