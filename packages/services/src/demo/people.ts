import type { SimulatedLead, SimulatedPerson } from "@leadlift/simulator";

/** Portals withhold names; the person's own enquiry gives it. */
const withheld = /^Anonymous /;

/** Whose enquiry it is: enquiries with one phone number or e-mail address are one person's, with all that they told. */
export function peopleOf(leads: Iterable<SimulatedLead>): (lead: SimulatedLead) => SimulatedPerson {
  const known = new Map<string, SimulatedPerson>();
  const find = ({ phone, email }: SimulatedPerson) => known.get(phone ?? "") ?? known.get(email ?? "");
  for (const { person } of leads) {
    const same = find(person) ?? { ...person };
    if (withheld.test(same.name)) same.name = person.name;
    same.phone ??= person.phone;
    same.email ??= person.email;
    if (person.phone !== null) known.set(person.phone, same);
    if (person.email !== null) known.set(person.email, same);
  }
  return ({ person }) => find(person) ?? person;
}
