// Migrates in a process of its own, so that a test can kill it.
import { loadKeyFile } from "../keyring.ts";
import { migrate } from "../migrate/run.ts";

const [ownerUrl = "", keyFile = "", folder = ""] = process.argv.slice(2);
await migrate({ ownerUrl, keyring: loadKeyFile(keyFile, { create: false }), folder });
