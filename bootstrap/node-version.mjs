// Plain enough for any Node that can read modules: it must be able to say that it is too old.
const [major, minor] = process.versions.node.split(".").map(Number);

export function requireNode() {
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `LeadLift needs Node 20.19 or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}
