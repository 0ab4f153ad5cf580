/** Why there is nothing, and the one thing to do about it. */
export function Empty({
  title,
  heading: Heading = "h2",
  children,
  action,
}: {
  title: string;
  /** h1 where it is all there is on a page */
  heading?: "h1" | "h2";
  children?: React.ReactNode;
  action?: React.ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-14 text-center">
      <Heading className="font-semibold text-name">{title}</Heading>
      {children && <p className="text-ink2">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
