import type { ConnectionView } from "@leadlift/services/connection/list";
import { useTranslations } from "next-intl";

/** A number as people know it: Meta tells it with the first message. */
export function useNumberName(): (connection: ConnectionView) => string {
  const words = useTranslations("whatsapp");
  return ({ displayName, account }) => {
    if (displayName) return displayName.startsWith("+") ? displayName : `+${displayName}`;
    return account === null ? words("newNumber") : words("numberOf", { account });
  };
}
