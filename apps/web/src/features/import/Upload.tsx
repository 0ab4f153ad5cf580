"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import { Progress } from "../../components/Progress.tsx";
import { sizeText } from "../../format/number.ts";
import { UploadError, upload } from "./upload.ts";

type State =
  | { at: "waiting"; problem?: string }
  | { at: "sending"; name: string; size: number; share: number };

/** Choose a file or drop one; it is sent at once and its preview opens. */
export function Upload() {
  const words = useTranslations("import.upload");
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(null);
  const [state, setState] = useState<State>({ at: "waiting" });
  const [over, setOver] = useState(false);

  async function send(file: File | undefined) {
    if (!file) return;
    if (file.size === 0) {
      setState({ at: "waiting", problem: words("empty", { file: file.name }) });
      return;
    }
    const sending = { at: "sending", name: file.name, size: file.size } as const;
    stop.current = new AbortController();
    setState({ ...sending, share: 0 });
    try {
      const { importId } = await upload(file, {
        signal: stop.current.signal,
        onProgress: (share) => setState({ ...sending, share }),
      });
      router.push(`/import/${importId}`);
    } catch (error) {
      setState({
        at: "waiting",
        problem: error instanceof UploadError ? (error.sentence ?? words(error.why)) : words("failed"),
      });
    }
  }

  // Chosen before the page answered: nobody has heard of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once
  useEffect(() => void send(input.current?.files?.[0]), []);

  if (state.at === "sending") {
    return (
      <div className="rounded-[14px] border border-line bg-surface p-4">
        <Progress
          detail={words("of", { done: sizeText(state.share * state.size), all: sizeText(state.size) })}
          label={words(state.share < 1 ? "sending" : "checking", { file: state.name })}
          value={state.share < 1 ? state.share : null}
        />
        <Button className="mt-3" onClick={() => stop.current?.abort()}>
          {words("stop")}
        </Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first.
    <div
      className={cx(
        "flex flex-col items-center gap-2 rounded-[14px] border-2 border-dashed px-5 py-8 text-center",
        over ? "border-accent bg-accent-soft" : "border-edge bg-surface",
      )}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer.files[0]);
      }}
    >
      <span className="text-ink2">
        <Icon name="import" size={26} />
      </span>
      <p className="font-semibold text-name">{words("title")}</p>
      <p className="max-w-sm text-ink2 text-sub">{words("what")}</p>
      <input
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label={words("file")}
        className="sr-only"
        onChange={(event) => void send(event.target.files?.[0])}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      <Button className="mt-2" kind="primary" onClick={() => input.current?.click()}>
        {words("choose")}
      </Button>
      <span className="text-faint text-ink3 max-md:hidden">{words("drop")}</span>
      <p aria-live="polite" className="text-neg text-sub" role="status">
        {state.problem}
      </p>
    </div>
  );
}
