import type { InputHTMLAttributes, SelectHTMLAttributes } from "react";
import { cx } from "./class-names.ts";

export const controlClass =
  "h-11 w-full min-w-0 rounded-[10px] border border-edge bg-surface px-3 text-ink placeholder:text-ink3 md:pointer-fine:h-9";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  label: string;
  ref?: React.Ref<HTMLInputElement>;
}

export function Field({ id, label, className, ...rest }: FieldProps) {
  return (
    <div className={className}>
      <label className="mb-1 block font-medium text-sub" htmlFor={id}>
        {label}
      </label>
      {/* 16 px keeps phones from zooming in on focus. */}
      <input className={cx(controlClass, "text-base md:text-body")} id={id} {...rest} />
    </div>
  );
}

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string;
  /** the label is there for screen readers only */
  silent?: boolean;
}

export function Select({ label, silent = false, id, className, children, ...rest }: SelectProps) {
  return (
    <div className={className}>
      <label className={silent ? "sr-only" : "mb-1 block font-medium text-sub"} htmlFor={id}>
        {label}
      </label>
      <select className={cx(controlClass, "max-md:text-base")} id={id} {...rest}>
        {children}
      </select>
    </div>
  );
}
