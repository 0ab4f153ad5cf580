import type { RevealedContact } from "@leadlift/services/lead/reveal-contact";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** Numbers are masked until someone means to use them; each reveal stands in the audit log. */
export function useContact(leadId: string) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const reveal = useMutation(
    trpc.lead.revealContact.mutationOptions({
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );

  async function open(addressOf: (phone: string) => string, newTab: boolean) {
    const contact = await reveal.mutateAsync({ leadId }).catch(() => null);
    if (!contact) return;
    const phone = contact.phones[0];
    if (!phone) {
      announce(words("contact.noPhone"));
      return;
    }
    const address = addressOf(phone.e164);
    if (newTab && window.open(address, "_blank")) return;
    window.location.assign(address);
  }

  return {
    busy: reveal.isPending,
    contact: (reveal.data ?? null) satisfies RevealedContact | null,
    reveal: () => reveal.mutate({ leadId }),
    call: () => open((phone) => `tel:${phone}`, false),
    whatsApp: (text = "") =>
      open(
        (phone) => `https://wa.me/${phone.replace(/\D/g, "")}${text && `?text=${encodeURIComponent(text)}`}`,
        window.matchMedia("(pointer: fine)").matches,
      ),
  };
}
