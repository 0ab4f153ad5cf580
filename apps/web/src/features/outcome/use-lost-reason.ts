import { useTranslations } from "next-intl";
import { lostReasonKey } from "./lost-reasons.ts";

/** Why a lead was lost, in the reader's language where it is one of the reasons to tap. */
export function useLostReason(): (reason: string) => string {
  const words = useTranslations("outcome");
  return (reason) => {
    const key = lostReasonKey(reason);
    return key === null ? reason : words(`reasons.${key}`);
  };
}
