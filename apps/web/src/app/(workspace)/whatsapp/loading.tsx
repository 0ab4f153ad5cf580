import { CardsSkeleton } from "../../../components/CardsSkeleton.tsx";

export default function Loading() {
  return <CardsSkeleton />;
}
