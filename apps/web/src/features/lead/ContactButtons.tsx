"use client";

import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useContact } from "./use-contact.ts";

/** Call and WhatsApp, where the thumb is. */
export function ContactButtons({ leadId, name }: { leadId: string; name: string }) {
  const { busy, call, whatsApp } = useContact(leadId);
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
