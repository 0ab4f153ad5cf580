"use client";

import type { OrganisationView } from "@leadlift/services/organisation/get";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Segments } from "../../components/Segments.tsx";
import { useChangeSettings } from "./use-settings.ts";

const ways = ["first_reply", "in_turn"] as const satisfies OrganisationView["handOut"][];

export function HandOutCard({ handOut }: Pick<OrganisationView, "handOut">) {
  const words = useTranslations("settings.handOut");
  const change = useChangeSettings();
  const chosen = (change.isPending && change.variables.handOut) || handOut;
  return (
    <Card title={words("title")}>
      <Segments
        chosen={chosen}
        legend={words("title")}
        name="hand-out"
        onChoose={(value) => change.mutate({ handOut: value })}
        options={ways.map((value) => ({ value, label: words(value) }))}
      />
      <p className="mt-2 text-ink2 text-sub">{words(`${chosen}What`)}</p>
    </Card>
  );
}
