import { useId } from "react";
import { cx } from "./class-names.ts";

interface CardProps {
  title?: string;
  /** at the right of the title */
  aside?: React.ReactNode;
  className?: string;
  children: React.ReactNode;
}

export function Card({ title, aside, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cx("rounded-[14px] border border-line bg-surface p-4", className)}
    >
      {title && (
        <div className="mb-2.5 flex items-baseline justify-between gap-3">
          <h2 className="font-semibold text-ink2 text-sub" id={id}>
            {title}
          </h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
