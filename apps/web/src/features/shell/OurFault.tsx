import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

/** For an error boundary: what failed, and a way to try again. */
export function OurFault({ title, retry }: { title: string; retry(): void }) {
  return (
    <Empty
      action={
        <Button kind="primary" onClick={retry}>
          Try again
        </Button>
      }
      heading="h1"
      title={title}
    >
      Something went wrong on our side. Nothing was lost.
    </Empty>
  );
}
