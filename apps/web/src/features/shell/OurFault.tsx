import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

interface OurFaultProps {
  title: string;
  children: string;
  action: string;
  retry(): void;
}

/** For an error boundary: what failed, and a way to try again. */
export function OurFault({ title, children, action, retry }: OurFaultProps) {
  return (
    <Empty
      action={
        <Button kind="primary" onClick={retry}>
          {action}
        </Button>
      }
      heading="h1"
      title={title}
    >
      {children}
    </Empty>
  );
}
