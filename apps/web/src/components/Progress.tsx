interface ProgressProps {
  label: string;
  /** 0 to 1; null while nobody can say */
  value: number | null;
  /** beside the label, for instance "12,000 of 40,000 rows" */
  detail?: string;
}

export function Progress({ label, value, detail }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-3 text-sub">
        <span className="font-medium">{label}</span>
        <span className="text-ink2">{detail ?? (percent === null ? "" : `${percent} %`)}</span>
      </div>
      <div
        aria-label={label}
        aria-valuemax={100}
        aria-valuemin={0}
        className="h-2 overflow-hidden rounded-full bg-grade-d-soft"
        role="progressbar"
        {...(percent === null ? {} : { "aria-valuenow": percent })}
      >
        <div
          className={
            percent === null
              ? "skeleton h-full w-full !bg-accent"
              : "h-full rounded-full bg-accent transition-[width] duration-500"
          }
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
