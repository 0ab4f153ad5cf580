"use client";

import { type CsvCell, csvText } from "../format/csv.ts";
import { Button } from "./Button.tsx";
import { cx } from "./class-names.ts";

interface DownloadCsvProps {
  label: string;
  /** without its ending */
  file: string;
  header: readonly string[];
  rows: readonly (readonly CsvCell[])[];
  className?: string;
}

/** Hands a table to a spreadsheet. */
export function DownloadCsv({ label, file, header, rows, className }: DownloadCsvProps) {
  function download() {
    // The mark at its head makes spreadsheets read it as UTF-8.
    const blob = new Blob(["\uFEFF", csvText(header, rows)], { type: "text/csv;charset=utf-8" });
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${file}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button className={cx("shrink-0", className)} kind="quiet" onClick={download}>
      {label}
    </Button>
  );
}
