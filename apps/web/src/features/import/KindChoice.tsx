import type { ImportKind } from "@leadlift/services/import/content";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";

interface KindChoiceProps {
  chosen: ImportKind;
  onChoose(kind: ImportKind): void;
}

const kinds: readonly ImportKind[] = ["leads", "activities", "listings"];

/** What the file holds: guessed, and the user's to change. */
export function KindChoice({ chosen, onChoose }: KindChoiceProps) {
  const words = useTranslations("import");
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sub">{words("holds")}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {kinds.map((kind) => (
          <label
            className={cx(
              "flex min-h-11 cursor-pointer items-start gap-2.5 rounded-xl border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              kind === chosen ? "border-accent bg-accent-soft" : "border-line bg-surface hover:bg-sunk",
            )}
            key={kind}
          >
            <input
              checked={kind === chosen}
              className="mt-0.5 size-4.5 shrink-0 accent-[var(--accent)]"
              name="import-kind"
              onChange={() => onChoose(kind)}
              type="radio"
              value={kind}
            />
            <span className="min-w-0">
              <span className="block font-medium">{words(`kinds.${kind}.name`)}</span>
              <span className="block text-faint text-ink2">{words(`kinds.${kind}.what`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
