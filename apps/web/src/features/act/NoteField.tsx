"use client";

import { useId } from "react";

interface NoteFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

export function NoteField({ label, value, onChange }: NoteFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="mb-1 block font-medium text-sub" htmlFor={id}>
        {label}
      </label>
      <textarea
        className="min-h-18 w-full rounded-[10px] border border-edge bg-surface px-3 py-2 text-base text-ink md:text-body"
        id={id}
        maxLength={2000}
        onChange={(event) => onChange(event.target.value)}
        rows={2}
        value={value}
      />
    </div>
  );
}
