import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { IpRanges, networksIn } from "./ip-ranges.ts";

describe("networks are read from a list as it is published", () => {
  test.each([
    [
      "by AWS",
      JSON.stringify({
        syncToken: "1764000000",
        createDate: "2026-11-23-06-00-00",
        prefixes: [{ ip_prefix: "203.0.113.0/25", region: "ap-south-1", service: "EC2" }],
        ipv6_prefixes: [{ ipv6_prefix: "2001:db8:1::/48", region: "ap-south-1" }],
      }),
    ],
    [
      "by Google",
      JSON.stringify({
        syncToken: "1764000000000",
        prefixes: [{ ipv4Prefix: "203.0.113.0/25", scope: "asia" }, { ipv6Prefix: "2001:db8:1::/48" }],
      }),
    ],
    [
      "by Azure",
      JSON.stringify({
        changeNumber: 301,
        values: [
          {
            name: "AzureCloud.southindia",
            properties: { addressPrefixes: ["203.0.113.0/25", "2001:db8:1::/48"] },
          },
        ],
      }),
    ],
    [
      "by Oracle",
      JSON.stringify({
        regions: [
          { region: "ap-mumbai-1", cidrs: [{ cidr: "203.0.113.0/25" }, { cidr: "2001:db8:1::/48" }] },
        ],
      }),
    ],
    [
      "as CSV, by DigitalOcean and Linode",
      "# network,country\r\n203.0.113.0/25,IN,IN-KA,Bangalore,560100\r\n2001:db8:1::/48,IN,,,\r\n",
    ],
    ["one a line", "\n203.0.113.0/25\n2001:db8:1::/48 # ours\n"],
  ])("%s", (_, text) => {
    expect(networksIn(text)).toEqual(["203.0.113.0/25", "2001:db8:1::/48"]);
  });

  test("without what is none, and without one that is half of the world", () => {
    expect(networksIn("0.0.0.0/0\n128.0.0.0/1\n::/0\n17\n2026-11-23\n1.2.3.4/33\na.b/8\n1.2.3.4")).toEqual([
      "1.2.3.4",
    ]);
    expect(() => networksIn("{ not JSON")).toThrow();
  });
});

test("an address is within exactly when one of the networks has it", () => {
  const v4 = fc.tuple(fc.nat(3), fc.nat(255), fc.integer({ min: 20, max: 32 }));
  fc.assert(
    fc.property(fc.array(v4, { maxLength: 12 }), fc.nat(3), fc.nat(255), (networks, third, fourth) => {
      const named = networks.map(([a, b, length]) => `198.51.${a}.${b}/${length}`);
      const address = ipaddr.IPv4.parse(`198.51.${third}.${fourth}`);
      const within = named.some((network) => address.match(ipaddr.IPv4.parseCIDR(network)));
      const ranges = new IpRanges(named);
      expect(ranges.has(address.toString())).toBe(within);
      expect(ranges.has(`::ffff:${address.toString()}`)).toBe(within);
      expect(ranges.has("2001:db8::1")).toBe(false);
    }),
  );
});

test("IPv6 too, and what is no address is in none", () => {
  const ranges = new IpRanges(["2001:db8:1::/48", "2001:db8:2::/47"]);
  expect(["2001:db8:1::9", "2001:db8:3:ffff::1"].map((ip) => ranges.has(ip))).toEqual([true, true]);
  for (const none of ["2001:db8:4::1", "", "localhost", "1", "203.0.113.1"]) {
    expect(ranges.has(none)).toBe(false);
  }
  expect(ranges.size).toBe(1);
});
