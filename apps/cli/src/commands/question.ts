import { systemContext } from "@leadlift/services/context";
import { findOrganisation } from "@leadlift/services/organisation/find";
import { setQuestion, setQuestionInput } from "@leadlift/services/profiling/set-question";
import { Command } from "commander";
import { parseFlags } from "../parse-flags.ts";
import { withPlatform } from "../with-platform.ts";

export function questionCommand(): Command {
  return new Command("question")
    .description("how a form or a broker asks for what is not known of a lead")
    .argument("<attribute>", "its key, for instance loan_status")
    .argument("[question]", "without it nobody is to ask any more")
    .requiredOption("--org <slug>", "the organisation's short name")
    .action(set);
}

async function set(field: string, question: string | undefined, { org }: { org: string }): Promise<void> {
  const input = parseFlags(setQuestionInput, { field, question: question ?? null });
  await withPlatform(async (platform) => {
    const { orgId } = await findOrganisation(platform, org);
    await setQuestion(await systemContext(platform, orgId, "command line"), input);
  });
  process.stdout.write(question === undefined ? `Nobody asks for ${field}.\n` : `${field}: ${question}\n`);
}
