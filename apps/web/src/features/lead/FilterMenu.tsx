"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import type { FilterOptions } from "./filter-options.ts";

const load = () => import("./FilterPopup.tsx").then((module) => ({ default: module.FilterPopup }));
const FilterPopup = lazy(load);

/** A filter behind a button that says what is chosen. The popup's code comes when the pointer does. */
export function FilterMenu(props: FilterOptions) {
  const { label, chosen, options } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const first = options.find(({ value }) => value === chosen[0]);
  const shown =
    chosen.length === 0
      ? label
      : `${first?.label ?? chosen[0]}${chosen.length > 1 ? ` +${chosen.length - 1}` : ""}`;
  return (
    <>
      <Button
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-label={chosen.length > 0 ? `${label}: ${shown}` : label}
        className={cx("font-normal!", chosen.length > 0 ? "border-accent! bg-accent-soft!" : "border-edge!")}
        onClick={() => setOpen(!open)}
        onPointerEnter={load}
        ref={button}
      >
        {shown}
        <Icon name="down" size={14} />
      </Button>
      {open && (
        <Suspense>
          <FilterPopup {...props} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
