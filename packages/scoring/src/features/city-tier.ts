/** The metros that Indian pay rules class X, with the towns that have grown into them. */
const first =
  "ahmedabad bengaluru bangalore chennai madras delhi newdelhi ncr delhincr hyderabad secunderabad kolkata calcutta mumbai bombay navimumbai thane pune poona pimprichinchwad gurgaon gurugram noida greaternoida ghaziabad faridabad";
/** Class Y (Ministry of Finance, 2015), with present and former names. */
const second =
  "vijayawada warangal visakhapatnam vizag guntur nellore guwahati patna chandigarh mohali panchkula durg bhilai raipur rajkot jamnagar bhavnagar vadodara baroda surat srinagar jammu jamshedpur dhanbad ranchi bokaro belgaum belagavi hubli hubballi dharwad mangalore mangaluru mysore mysuru gulbarga kalaburagi kozhikode calicut kochi cochin ernakulam thiruvananthapuram trivandrum thrissur malappuram kannur kollam gwalior indore bhopal jabalpur ujjain amravati nagpur aurangabad chhatrapatisambhajinagar nashik nasik bhiwandi solapur kolhapur sangli vasaivirar malegaon nanded cuttack bhubaneswar rourkela amritsar jalandhar ludhiana puducherry pondicherry bikaner jaipur jodhpur kota ajmer udaipur salem tiruppur coimbatore tiruchirappalli trichy madurai erode tirunelveli vellore moradabad meerut aligarh agra bareilly lucknow kanpur allahabad prayagraj gorakhpur varanasi banaras saharanpur firozabad jhansi dehradun asansol siliguri durgapur goa panaji panjim margao";
/** Where Indians abroad enquire from; their tier is not a thing of India. */
const abroad =
  "dubai abudhabi sharjah doha muscat kuwait kuwaitcity riyadh jeddah manama bahrain singapore london manchester newyork newjersey sanfrancisco sanjose seattle dallas houston chicago boston atlanta toronto vancouver sydney melbourne auckland hongkong kualalumpur frankfurt berlin amsterdam nairobi";

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));
const tiers = { first: setOf(first), second: setOf(second), abroad: setOf(abroad) };

/** 1, 2 or 3; NaN for a city abroad or none. */
export function cityTier(city: string | null): number {
  if (city === null) return Number.NaN;
  // "Andheri West, Mumbai, Maharashtra": the first part that is a known city decides.
  const parts = city
    .slice(0, 200)
    .toLowerCase()
    .split(/[,/()|]+| - /);
  const names = parts.map((part) => part.replace(/[^\p{L}\p{M}]+/gu, "")).filter((name) => name !== "");
  for (const name of names) {
    if (tiers.first.has(name)) return 1;
    if (tiers.second.has(name)) return 2;
    if (tiers.abroad.has(name)) return Number.NaN;
  }
  return names.length === 0 ? Number.NaN : 3;
}
