"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import type { ActView } from "./act-view.ts";
import type { ActedLead } from "./use-acts.ts";

/** The phone's own ways to reach a person; what came of it is asked right after. Each look at a number is audited. */
export function useReach(lead: ActedLead, onReached: (view: ActView) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const words = useTranslations("act");
  const language = useLocale() === "hi-IN" ? "hi" : "en";
  const reveal = useMutation(trpc.lead.revealContact.mutationOptions({ networkMode: "always" }));

  async function phone(): Promise<string | null> {
    try {
      const { phones } = await reveal.mutateAsync({ leadId: lead.id });
      if (!phones[0]) announce(words("noPhone", { name: lead.name }));
      return phones[0]?.e164 ?? null;
    } catch (error) {
      announce(navigator.onLine ? sentenceOf(error) : words("noNumberOffline"), { tone: "bad" });
      return null;
    }
  }

  /** Written for what is to be done next; without one the chat opens empty. */
  async function draft(): Promise<string> {
    const next = await queries
      .fetchQuery(trpc.lead.nextStep.queryOptions({ leadId: lead.id }))
      .catch(() => null);
    return next?.draft?.[language] ?? "";
  }

  return {
    busy: reveal.isPending,
    async call() {
      const number = await phone();
      if (number === null) return;
      window.open(`tel:${number}`, "_self");
      onReached("called");
    },
    async whatsApp() {
      const [number, text] = await Promise.all([phone(), draft()]);
      if (number === null) return;
      const address = `https://wa.me/${number.replace(/\D/g, "")}${text && `?text=${encodeURIComponent(text)}`}`;
      onReached("messaged");
      if (!window.open(address, "_blank")) window.location.assign(address);
    },
  };
}
