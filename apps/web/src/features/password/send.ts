/** Why the server did not take it, in its own words; null: it did. */
export async function send(
  address: string,
  given: Readonly<Record<string, string>>,
  offline: string,
): Promise<string | null> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  }).catch(() => null);
  if (response?.ok) return null;
  const answer: { message?: string } = (await response?.json().catch(() => null)) ?? {};
  return answer.message ?? offline;
}
