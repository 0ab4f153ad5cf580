"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useContact } from "./use-contact.ts";

/** Phones and e-mails, masked until asked for. */
export function Contact({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("lead");
  const { busy, contact, reveal } = useContact(lead.id);
  if (lead.contacts.length === 0) return <p className="text-ink2 text-sub">{words("contact.none")}</p>;
  return (
    <div className="flex items-center justify-between gap-3">
      <ul className="min-w-0 text-sub">
        {contact
          ? [
              ...contact.phones.map(({ e164, display }) => (
                <li key={e164}>
                  <a className="underline underline-offset-3" href={`tel:${e164}`}>
                    {display}
                  </a>
                </li>
              )),
              ...contact.emails.map((email) => (
                <li className="truncate" key={email}>
                  <a className="underline underline-offset-3" href={`mailto:${email}`}>
                    {email}
                  </a>
                </li>
              )),
            ]
          : lead.contacts.map(({ id, masked }) => (
              <li className="truncate text-ink2" key={id}>
                {masked}
              </li>
            ))}
      </ul>
      {!contact && (
        <Button className="-mr-2" disabled={busy} kind="quiet" onClick={reveal}>
          <Icon name="eye" size={16} />
          {words("contact.show")}
        </Button>
      )}
    </div>
  );
}
