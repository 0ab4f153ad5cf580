import { NothingHere } from "../../features/shell/NothingHere.tsx";

export default function WorkspaceNotFound() {
  return <NothingHere />;
}
