import { cx } from "./class-names.ts";

const tones = {
  plain: "bg-grade-d-soft text-grade-d",
  accent: "bg-accent-soft text-accent",
  good: "bg-grade-a-soft text-grade-a",
  bad: "bg-neg-soft text-neg",
  warn: "bg-grade-c-soft text-grade-c",
} as const;

export function Tag({ tone = "plain", children }: { tone?: keyof typeof tones; children: React.ReactNode }) {
  return (
    <span
      className={cx("inline-block shrink-0 rounded-md px-1.5 py-0.5 font-medium text-[11.5px]", tones[tone])}
    >
      {children}
    </span>
  );
}
