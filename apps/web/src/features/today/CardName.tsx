import Link from "next/link";

interface CardNameProps {
  leadId: string;
  name: string;
  /** true: it is shown beside the list, and not gone to */
  onPick(leadId: string): boolean;
}

/** Whom a card is about; all of the card leads to them. */
export function CardName({ leadId, name, onPick }: CardNameProps) {
  return (
    <Link
      className="block truncate font-semibold text-name tracking-[-.01em] after:absolute after:inset-0"
      href={`/leads/${leadId}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        if (onPick(leadId)) event.preventDefault();
      }}
      prefetch={false}
    >
      {name}
    </Link>
  );
}
