"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** For a colleague who forgot theirs. */
export function PasswordLink({ userId, onMade }: { userId: string; onMade(link: string): void }) {
  const words = useTranslations("members.sheet");
  const trpc = useTRPC();
  // The link is no business of a cache.
  const make = useMutation(
    trpc.member.makePasswordLink.mutationOptions({ onSuccess: ({ link }) => onMade(link), gcTime: 0 }),
  );
  return (
    <div className="border-t pt-3">
      <p className="mb-2 text-ink2 text-sub">{words("passwordWhat")}</p>
      <p aria-live="polite" className="mb-2 text-neg text-sub empty:hidden" role="status">
        {make.error && sentenceOf(make.error)}
      </p>
      <Button className="w-full" disabled={make.isPending} onClick={() => make.mutate({ userId })}>
        {words(make.isPending ? "passwordMaking" : "password")}
      </Button>
    </div>
  );
}
