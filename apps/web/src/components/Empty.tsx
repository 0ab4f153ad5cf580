/** Why there is nothing, and the one thing to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: React.ReactNode;
  action?: React.ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-14 text-center">
      <h2 className="font-semibold text-name">{title}</h2>
      {children && <p className="text-ink2">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
