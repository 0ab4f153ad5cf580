import { useTranslations } from "next-intl";

/** The day's page before its list is there, in the list's size. */
export function TodaySkeleton() {
  const words = useTranslations("shell");
  return (
    <div
      aria-busy="true"
      aria-label={words("loading")}
      className="mx-auto max-w-3xl px-3 pt-4.5 md:px-5.5"
      role="status"
    >
      <div aria-hidden="true" className="flex flex-col gap-2.5">
        <div className="skeleton h-12 w-48" />
        <div className="skeleton mb-1 h-11" />
        {[1, 2, 3, 4].map((each) => (
          <div className="skeleton h-40 rounded-[14px]" key={each} />
        ))}
      </div>
    </div>
  );
}
