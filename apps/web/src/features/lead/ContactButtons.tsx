"use client";

import type { LeadRow } from "@leadlift/services/lead/lead-row";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useContact } from "./use-contact.ts";

interface ContactButtonsProps {
  lead: Pick<LeadRow, "id" | "phone">;
  name: string;
}

/** Call and WhatsApp, where the thumb is; nothing where no phone is known. */
export function ContactButtons({ lead, name }: ContactButtonsProps) {
  const { busy, call, whatsApp } = useContact(lead.id);
  if (lead.phone === null) return null;
  return (
    <div className="flex gap-2">
      <Button aria-label={`Call ${name}`} className="flex-1" disabled={busy} kind="primary" onClick={call}>
        <Icon name="phone" size={16} />
        Call
      </Button>
      <Button aria-label={`WhatsApp ${name}`} className="flex-1" disabled={busy} onClick={whatsApp}>
        <Icon name="chat" size={16} />
        WhatsApp
      </Button>
    </div>
  );
}
