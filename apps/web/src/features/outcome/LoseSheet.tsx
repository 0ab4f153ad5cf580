"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { lostReasons } from "./lost-reasons.ts";

/** One tap on a reason, or one's own words. */
export function LoseSheet({ onLose, onClose }: { onLose(reason: string): void; onClose(): void }) {
  const words = useTranslations("outcome");
  const [own, setOwn] = useState("");
  return (
    <Sheet description={words("whyLostWhat")} onClose={onClose} title={words("whyLost")}>
      <div className="flex flex-col gap-2">
        {lostReasons.map(({ key, text }) => (
          <Button className="justify-start! font-medium!" key={key} onClick={() => onLose(text)}>
            {words(`reasons.${key}`)}
          </Button>
        ))}
      </div>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim()) onLose(own.trim());
        }}
      >
        <Field
          className="flex-1"
          id="own-reason"
          label={words("ownReason")}
          maxLength={200}
          onChange={(event) => setOwn(event.target.value)}
          value={own}
        />
        <Button disabled={!own.trim()} type="submit">
          {words("loseNow")}
        </Button>
      </form>
    </Sheet>
  );
}
