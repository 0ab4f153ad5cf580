import { TodaySkeleton } from "../../../features/today/TodaySkeleton.tsx";

export default function Loading() {
  return <TodaySkeleton />;
}
