import Link from "next/link";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

export function NothingHere() {
  return (
    <Empty
      action={
        <Link className={buttonClass("primary")} href="/leads">
          Go to the leads
        </Link>
      }
      heading="h1"
      title="There is nothing at this address"
    >
      It may have been removed, or it belongs to another organisation.
    </Empty>
  );
}
