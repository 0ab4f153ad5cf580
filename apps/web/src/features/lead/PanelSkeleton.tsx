/** The panel's boxes before its lead is there. */
export function PanelSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4 p-5">
      <div className="skeleton h-6 w-44" />
      <div className="skeleton h-13 w-full" />
      <div className="skeleton h-9 w-full" />
      <div className="skeleton h-44 w-full" />
      <div className="skeleton h-24 w-full" />
    </div>
  );
}
