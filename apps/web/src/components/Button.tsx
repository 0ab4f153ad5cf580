import type { ButtonHTMLAttributes } from "react";
import { cx } from "./class-names.ts";

const kinds = {
  primary: "border-accent bg-accent text-on-accent hover:opacity-90",
  secondary: "border-line bg-surface text-ink hover:border-edge",
  quiet: "border-transparent bg-transparent text-ink2 hover:bg-sunk hover:text-ink",
  danger: "border-neg-soft bg-neg-soft text-neg hover:border-neg",
} as const;

export type ButtonKind = keyof typeof kinds;

/** The look of a button, for links too: 44 px high under a thumb, 36 px under a mouse. */
export function buttonClass(kind: ButtonKind = "secondary", className?: string): string {
  return cx(
    "inline-flex h-11 items-center justify-center gap-1.5 rounded-[11px] border px-3.5 font-semibold whitespace-nowrap",
    "transition-colors md:pointer-fine:h-9 md:pointer-fine:rounded-[9px]",
    "disabled:opacity-55 aria-disabled:opacity-55",
    kinds[kind],
    className,
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  ref?: React.Ref<HTMLButtonElement>;
}

export function Button({ kind = "secondary", className, type = "button", ...rest }: ButtonProps) {
  return <button className={buttonClass(kind, className)} type={type} {...rest} />;
}
