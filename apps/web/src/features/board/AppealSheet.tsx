"use client";

import type { AppealCode } from "@leadlift/services/board/finding-codes";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { NoteField } from "../act/NoteField.tsx";
import { useBoardChange } from "./use-board-change.ts";

const leastLetters = 10;

interface AppealSheetProps {
  month: string;
  leadId: string;
  leadName: string;
  code: AppealCode;
  onClose(): void;
}

/** "This was not gaming, because …": to a manager, who decides. */
export function AppealSheet({ month, leadId, leadName, code, onClose }: AppealSheetProps) {
  const words = useTranslations("board.appeal");
  const id = useId();
  const trpc = useTRPC();
  const { onSettled } = useBoardChange();
  const [reason, setReason] = useState("");
  const [short, setShort] = useState(false);
  const ask = useMutation(
    trpc.board.appeal.mutationOptions({
      onSettled,
      onSuccess: () => {
        announce(words("sent"));
        onClose();
      },
    }),
  );
  function send(event: React.FormEvent) {
    event.preventDefault();
    const tooShort = reason.trim().length < leastLetters;
    setShort(tooShort);
    if (!tooShort) ask.mutate({ month, leadId, code, reason });
  }
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { lead: leadName })}>
      <form className="flex flex-col gap-3" noValidate onSubmit={send}>
        <NoteField label={words("reason")} onChange={setReason} value={reason} />
        <p className="text-neg text-sub empty:hidden" id={`${id}-wrong`} role="status">
          {short ? words("short") : ask.error && sentenceOf(ask.error)}
        </p>
        <Button disabled={ask.isPending} kind="primary" type="submit">
          {words("send")}
        </Button>
      </form>
    </Sheet>
  );
}
