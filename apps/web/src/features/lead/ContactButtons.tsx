"use client";

import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useContact } from "./use-contact.ts";

interface ContactButtonsProps {
  lead: Pick<LeadRow, "id" | "phone">;
  name: string;
  /** in place of an empty message */
  onWrite?: (() => void) | undefined;
}

/** Call and WhatsApp, where the thumb is; nothing where no phone is known. */
export function ContactButtons({ lead, name, onWrite }: ContactButtonsProps) {
  const words = useTranslations("lead");
  const { busy, call, whatsApp } = useContact(lead.id);
  if (lead.phone === null) return null;
  return (
    <div className="flex gap-2">
      <Button
        aria-label={words("contact.callWhom", { name })}
        className="flex-1"
        disabled={busy}
        kind="primary"
        onClick={call}
      >
        <Icon name="phone" size={16} />
        {words("contact.call")}
      </Button>
      <Button
        aria-label={words("contact.whatsAppWhom", { name })}
        className="flex-1"
        disabled={busy}
        onClick={() => (onWrite ? onWrite() : void whatsApp())}
      >
        <Icon name="chat" size={16} />
        {words("contact.whatsApp")}
      </Button>
    </div>
  );
}
