"use client";

import type { Member } from "@leadlift/services/member/list";
import { can } from "@leadlift/services/permissions";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Field, Select } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useRefreshPeople } from "./use-people.ts";

interface LeaveSheetProps {
  members: readonly Member[];
  today: string;
  onClose(): void;
}

export function LeaveSheet({ members, today, onClose }: LeaveSheetProps) {
  const words = useTranslations("members.leave");
  const { role, userId: self } = useWorkspace();
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const [userId, setUser] = useState(self);
  const [firstDay, setFirst] = useState(today);
  const [lastDay, setLast] = useState(today);
  const [coverId, setCover] = useState("");
  const [missing, setMissing] = useState(false);
  const add = useMutation(
    trpc.leave.add.mutationOptions({
      onSuccess: () => {
        announce(words("entered"));
        onClose();
      },
      onSettled: refresh,
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = !firstDay || !lastDay || lastDay < firstDay;
    setMissing(wrong);
    if (!wrong) add.mutate({ userId, firstDay, lastDay, coverId: coverId || null });
  }
  return (
    <Sheet onClose={onClose} title={words("add")}>
      <form className="flex flex-col gap-4" noValidate onSubmit={submit}>
        {can(role, "team.manage") && (
          <Select
            id="leave-who"
            label={words("who")}
            onChange={(event) => {
              setUser(event.target.value);
              setCover("");
            }}
            value={userId}
          >
            {members.map((member) => (
              <option key={member.userId} value={member.userId}>
                {member.name}
              </option>
            ))}
          </Select>
        )}
        <div className="grid grid-cols-2 gap-3">
          <Field
            id="leave-first"
            label={words("first")}
            onChange={(event) => {
              setFirst(event.target.value);
              if (lastDay < event.target.value) setLast(event.target.value);
            }}
            type="date"
            value={firstDay}
          />
          <Field
            id="leave-last"
            label={words("last")}
            onChange={(event) => setLast(event.target.value)}
            type="date"
            value={lastDay}
          />
        </div>
        <Select
          id="leave-cover"
          label={words("cover")}
          onChange={(event) => setCover(event.target.value)}
          value={coverId}
        >
          <option value="">{words("managers")}</option>
          {members
            .filter((member) => member.userId !== userId && member.deactivatedAt === null)
            .map((member) => (
              <option key={member.userId} value={member.userId}>
                {member.name}
              </option>
            ))}
        </Select>
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {missing ? words("missing") : add.error && sentenceOf(add.error)}
        </p>
        <Button disabled={add.isPending} kind="primary" type="submit">
          {words("save")}
        </Button>
      </form>
    </Sheet>
  );
}
