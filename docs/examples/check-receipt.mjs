// Whether a receipt was signed by the LeadLift that it says, and not changed since. Needs nothing but Node.
//   node check-receipt.mjs https://api.example.com receipt.json
// receipt.json is what GET /v1/receipts/{id} answered; the key is read from the address.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFile } from "node:fs/promises";

const [address, file] = process.argv.slice(2);
const receipt = JSON.parse(await readFile(file, "utf8"));
const { keys } = await (await fetch(new URL("/v1/receipt-keys", address))).json();
const key = keys.find(({ kid }) => kid === receipt.signature.keyId);
if (!key) throw new Error("This address does not know the key that signed the receipt.");

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const path = Buffer.from(receipt.signature.path, "base64");
// Many receipts are signed at once: the head is a leaf of a hash tree (RFC 6962), and its root is what was signed.
let hash = sha256(Buffer.of(0), Buffer.from(receipt.signed));
for (let at = 0; at < path.length; at += 33) {
  const sibling = path.subarray(at + 1, at + 33);
  hash = path[at] === 0 ? sha256(Buffer.of(1), sibling, hash) : sha256(Buffer.of(1), hash, sibling);
}
const signer = createPublicKey({ key, format: "jwk" });
const valid = verify(null, hash, signer, Buffer.from(receipt.signature.value, "base64"));
const { lead, at, model, rules } = JSON.parse(receipt.signed);
console.log(valid ? "valid" : "NOT VALID", { lead, at, model, rules });
process.exit(valid ? 0 : 1);
