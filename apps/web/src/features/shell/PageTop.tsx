import { Bell } from "../notifications/Bell.tsx";

/** A page's one heading, a line below it, and what can be done at its right. */
export function PageTop({
  title,
  sub,
  children,
}: {
  title: React.ReactNode;
  sub?: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <header className="flex items-start justify-between gap-3 px-4.5 pt-4.5 pb-2.5 md:px-5.5">
      <div className="min-w-0">
        <h1 className="font-bold text-title tracking-[-.02em]">{title}</h1>
        {sub && <div className="text-ink2 text-sub">{sub}</div>}
      </div>
      <div className="flex items-start gap-1 md:contents">
        {children}
        <Bell className="-mt-1.5 -mr-2 md:hidden" />
      </div>
    </header>
  );
}
