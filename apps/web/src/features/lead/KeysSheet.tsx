"use client";

import { useTranslations } from "next-intl";
import { Sheet } from "../../components/Sheet.tsx";
import { SingleKeys } from "../shell/SingleKeys.tsx";

const keys = [
  [["J"], "next"],
  [["K"], "previous"],
  [["Enter"], "open"],
  [["E"], "done"],
  [["S"], "snooze"],
  [["A"], "assign"],
  [["N"], "note"],
  [["/"], "search"],
  [["Esc"], "back"],
  [["⌘K", "Ctrl K"], "anything"],
  [["?"], "help"],
] as const;

/** Every key, and the switch for those that act on their own. */
export function KeysSheet({ onClose }: { onClose(): void }) {
  const words = useTranslations("lead");
  return (
    <Sheet onClose={onClose} title={words("keys.title")}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2">
        {keys.map(([names, what]) => (
          <div className="contents" key={what}>
            <dt className="flex items-center gap-1.5">
              {names.map((name, index) => (
                <span key={name}>
                  {index > 0 && <span className="mr-1.5 text-faint text-ink3">{words("keys.or")}</span>}
                  <kbd className="key">{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{words(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <SingleKeys />
    </Sheet>
  );
}
