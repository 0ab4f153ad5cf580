/** [what a title says, how likely its holder decides alone about what it costs, 0 to 1]; the first that fits. */
const lexicon: readonly (readonly [RegExp, number])[] = [
  // Work for somebody who decides.
  [
    /\b(assistant|pa|ea|p\.a\.|e\.a\.) to\b|\bsecretary to\b(?! (the )?government)|\b(personal|executive) (assistant|secretary)\b|\bp\.?a\b$/,
    0.15,
  ],
  [
    /\b(intern|trainee|apprentice|student|fresher|articled?ship|articled? (clerk|assistant))\b|विद्यार्थी|छात्र/,
    0.08,
  ],
  [
    /\b(clerk|peon|receptionist|driver|helper|data entry|telecaller|tele ?caller|office boy|guard|babu)\b/,
    0.12,
  ],

  // Their own money.
  [
    /\b(co-?founder|founder|owner|prop|proprietor|proprietress|promoter|karta|malik|seth|sole trader)\b|मालिक/,
    0.95,
  ],
  [/\b(managing|senior|founding|general|name|equity) partner\b|^partner\b|\bpartner$/, 0.92],
  [
    /\b(business ?(man|woman|person|owner)|self[ -]?employed|entrepreneur|industrialist|vyapari|trader|shop ?keeper|own business)\b|व्यापारी/,
    0.85,
  ],
  [/\b(zamindar|landlord|agriculturist|farmer|kisan)\b|किसान/, 0.7],

  // The top of a house.
  [/\b(chair(man|woman|person)?|adhyaksh)\b|अध्यक्ष/, 0.95],
  [/\b(cmd|md|managing director|m\.d\.)\b/, 0.95],
  [/\bc[eftoimpdhrs]o\b|\bc[hd]ro\b|\bchief \w+( \w+)? officer\b|\bchief executive\b/, 0.92],
  [/\b(assistant|asst\.?|deputy|dy\.?|associate|joint) director\b/, 0.66],
  [/\b(director|nideshak)\b|निदेशक/, 0.88],
  [/\b(svp|evp|senior vice president|executive vice president)\b/, 0.82],
  [/\b(avp|assistant vice president|asst\.? vice president|deputy vice president)\b/, 0.66],
  [/\b(vp|vice president)\b/, 0.78],
  [/\bpresident\b/, 0.92],
  [/\b(head of|head|hod|dean|country manager|business head)\b(?! (constable|clerk|cook))/, 0.8],
  [
    /\b(dgm|agm|deputy general manager|assistant general manager|dy\.? general manager|asst\.? general manager)\b/,
    0.68,
  ],
  [/\b(gm|general manager)\b/, 0.78],

  // Professions that earn in their own name.
  [/\b(chartered accountant|c\.?a\.?|cost accountant|company secretary)\b/, 0.75],
  [
    /\b(doctor|dr|surgeon|physician|dentist|mbbs|cardiologist|paediatrician|consultant physician)\b|डॉक्टर/,
    0.75,
  ],
  [/\b(advocate|lawyer|barrister|attorney|vakil|notary)\b|वकील/, 0.7],
  [/^(senior |principal )?architect$|\b(interior designer|pilot|captain)\b/, 0.65],

  // The state.
  [
    /\b(ias|ips|irs|ifs|commissioner|collector|magistrate|judge|secretary to (the )?government|minister|mla|mp|sarpanch)\b/,
    0.78,
  ],
  [/\b(gazetted|class (1|i)|group a|joint secretary|under secretary|tehsildar|superintendent)\b/, 0.68],
  [
    /\b(colonel|brigadier|general|major|wing commander|commodore|admiral|lieutenant colonel|army officer|navy officer)\b/,
    0.7,
  ],
  [
    /\b(government (officer|servant|employee|job)|govt\.? (officer|servant|employee|job)|psu|bank (officer|manager|po)|adhikari)\b|अधिकारी/,
    0.6,
  ],

  // The middle.
  [/\b(assistant|asst\.?|deputy|dy\.?|junior|jr\.?|associate|trainee) manager\b/, 0.42],
  [/\b(senior|sr\.?|regional|zonal|area|branch|plant|product|program(me)?|project|delivery) manager\b/, 0.6],
  [/\b(manager|prabandhak)\b|प्रबंधक/, 0.52],
  [/\b(professor|principal|headmaster|lecturer|scientist)\b/, 0.55],
  [/\b(team|tech|technical|project) lead\b|\blead\b|\bsupervisor\b/, 0.42],
  [/\b(retired|pensioner)\b/, 0.6],
  [/\b(home ?maker|house ?wife)\b/, 0.4],
  [/\b(junior|jr\.?|associate|assistant|asst\.?)\b/, 0.25],
];

/** Of a title that the lexicon does not know. */
const unknownTitle = 0.35;

/** How likely somebody with this title decides, 0 to 1. English and Indian usage. */
export function authorityOf(title: string): number {
  const tidy = title
    .slice(0, 200)
    .toLowerCase()
    .replace(/[,;/|&()–—-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return lexicon.find(([pattern]) => pattern.test(tidy))?.[1] ?? unknownTitle;
}

/** How large the company behind a title seems, 0 to 1; null: the title does not tell. */
export function layersOf(title: string): number | null {
  const tidy = title.slice(0, 200).toLowerCase();
  if (/\b(freelanc\w*|self[ -]?employed|sole trader|shop ?keeper)\b/.test(tidy)) return 0.05;
  if (/\b(prop|proprietor|proprietress|owner|karta|malik|seth|co-?founder|founder)\b|मालिक/.test(tidy))
    return 0.2;
  if (/\b(avp|svp|evp|vp|vice president|agm|dgm|zonal|regional|country|group|global)\b/.test(tidy))
    return 0.85;
  if (/\b(head of|general manager|gm|hod|chief \w+ officer|c[fthmi]o)\b/.test(tidy)) return 0.65;
  return null;
}
