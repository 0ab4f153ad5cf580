"use client";

import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { lostReasons } from "../lead/lead-words.ts";

/** One tap on a reason, or one's own words. */
export function LoseSheet({ onLose, onClose }: { onLose(reason: string): void; onClose(): void }) {
  const [own, setOwn] = useState("");
  return (
    <Sheet
      description="The reason teaches the model, so pick the true one."
      onClose={onClose}
      title="Why is it lost?"
    >
      <div className="flex flex-col gap-2">
        {lostReasons.map((reason) => (
          <Button className="justify-start! font-medium!" key={reason} onClick={() => onLose(reason)}>
            {reason}
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
          label="Another reason"
          maxLength={200}
          onChange={(event) => setOwn(event.target.value)}
          value={own}
        />
        <Button disabled={!own.trim()} type="submit">
          Lost
        </Button>
      </form>
    </Sheet>
  );
}
