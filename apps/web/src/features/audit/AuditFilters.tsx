"use client";

import { auditActions } from "@leadlift/services/audit-log/actions";
import type { AuditFilter } from "@leadlift/services/audit-log/list";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field, Select } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { actionText, auditKinds, readLead } from "./audit-words.ts";

interface AuditFiltersProps {
  filter: AuditFilter;
  onFilter(filter: AuditFilter): void;
}

/** Who, what, when, and which lead. */
export function AuditFilters({ filter, onFilter }: AuditFiltersProps) {
  const words = useTranslations("audit");
  const trpc = useTRPC();
  const { data: members = [] } = useQuery(trpc.member.list.queryOptions());
  const [lead, setLead] = useState("");
  const wrong = lead.trim() !== "" && readLead(lead) === null;
  /** An empty choice is none. */
  function set(name: keyof AuditFilter, value: string) {
    const { [name]: _before, ...others } = filter;
    onFilter(value === "" ? others : { ...others, [name]: value });
  }
  return (
    <div className="grid grid-cols-2 items-end gap-2 lg:grid-cols-[1fr_1.3fr_1fr_1fr_1.3fr_auto]">
      <Select
        id="audit-who"
        label={words("who")}
        onChange={(event) => set("userId", event.target.value)}
        value={filter.userId ?? ""}
      >
        <option value="">{words("anybody")}</option>
        {members.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        id="audit-what"
        label={words("what")}
        onChange={(event) => set("action", event.target.value)}
        value={filter.action ?? ""}
      >
        <option value="">{words("anything")}</option>
        {auditKinds.map((kind) => (
          <optgroup key={kind} label={words(`kinds.${kind}`)}>
            <option value={kind}>{words(`kinds.${kind}`)}</option>
            {auditActions
              .filter((action) => action.startsWith(`${kind}.`))
              .map((action) => (
                <option key={action} value={action}>
                  {actionText(action, words)}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      <Field
        id="audit-from"
        label={words("from")}
        max={filter.to}
        onChange={(event) => set("from", event.target.value)}
        type="date"
        value={filter.from ?? ""}
      />
      <Field
        id="audit-to"
        label={words("to")}
        min={filter.from}
        onChange={(event) => set("to", event.target.value)}
        type="date"
        value={filter.to ?? ""}
      />
      <div>
        <Field
          aria-describedby="audit-lead-wrong"
          aria-invalid={wrong}
          autoComplete="off"
          id="audit-lead"
          label={words("lead")}
          onChange={(event) => {
            setLead(event.target.value);
            set("leadId", readLead(event.target.value) ?? "");
          }}
          value={lead}
        />
        <p aria-live="polite" className="text-neg text-sub empty:hidden" id="audit-lead-wrong" role="status">
          {wrong && words("leadWrong")}
        </p>
      </div>
      <Button
        kind="quiet"
        onClick={() => {
          setLead("");
          onFilter({});
        }}
      >
        {words("clear")}
      </Button>
    </div>
  );
}
