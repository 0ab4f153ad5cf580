import { cx } from "../../components/class-names.ts";
import { PageTop } from "./PageTop.tsx";

interface PeriodPageProps {
  title: string;
  sub: string;
  /** at the heading's right */
  action?: React.ReactNode;
  /** which period, and what else narrows the page */
  period: React.ReactNode;
  /** what is shown is of the period before, while the chosen one is read */
  waiting: boolean;
  children: React.ReactNode;
}

/** A page of a period: its heading, the choice of the period, and what it comes to below. */
export function PeriodPage({ title, sub, action, period, waiting, children }: PeriodPageProps) {
  return (
    <>
      <PageTop sub={sub} title={title}>
        {action}
      </PageTop>
      <div className="flex flex-wrap items-end gap-2 px-4.5 pb-2.5 md:px-5.5">{period}</div>
      <div
        aria-busy={waiting}
        className={cx("flex flex-col gap-3 px-4.5 pb-6 md:px-5.5", waiting && "opacity-60")}
      >
        {children}
      </div>
    </>
  );
}
