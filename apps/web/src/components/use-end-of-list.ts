import { useEffect, useRef } from "react";

/** Asks for more when the end of what is there comes near. */
export function useEndOfList(wanted: boolean, more: () => unknown) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  useEffect(() => {
    const element = end.current;
    if (!wanted || !element) return;
    // A busy page hears of several crossings at once; the last one is how it stands.
    const observer = new IntersectionObserver(
      (entries) => entries.at(-1)?.isIntersecting && latest.current(),
      {
        rootMargin: "900px 0px",
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [wanted]);
  return end;
}
