import { useTranslations } from "next-intl";

/** A page of cards before its data is there. */
export function CardsSkeleton() {
  const words = useTranslations("shell");
  return (
    <div
      aria-busy="true"
      aria-label={words("loading")}
      className="mx-auto flex max-w-5xl flex-col gap-3 px-4.5 pt-4.5 md:px-5.5"
      role="status"
    >
      <div aria-hidden="true" className="skeleton h-9 w-56" />
      <div aria-hidden="true" className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="skeleton h-96" />
        <div className="skeleton h-72" />
      </div>
    </div>
  );
}
