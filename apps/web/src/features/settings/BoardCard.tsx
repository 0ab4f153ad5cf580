"use client";

import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { Segments } from "../../components/Segments.tsx";
import { useChangeSettings } from "./use-settings.ts";

export function BoardCard({ open }: { open: boolean }) {
  const words = useTranslations("settings.board");
  const change = useChangeSettings();
  const chosen = (change.isPending ? change.variables.boardOpen : open) ? "open" : "own";
  return (
    <Card title={words("title")}>
      <Segments
        chosen={chosen}
        legend={words("title")}
        name="board-open"
        onChoose={(value) => change.mutate({ boardOpen: value === "open" })}
        options={[
          { value: "own", label: words("own") },
          { value: "open", label: words("open") },
        ]}
      />
      <p className="mt-2 text-ink2 text-sub">{words(chosen === "open" ? "openWhat" : "ownWhat")}</p>
    </Card>
  );
}
