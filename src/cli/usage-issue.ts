import type { CommanderError } from "commander";
import { type Issue, issue, type UsageFault } from "../base/index.ts";

const faults: Partial<Record<string, UsageFault>> = {
  "commander.help": "noCommand",
  "commander.unknownCommand": "unknownCommand",
  "commander.unknownOption": "unknownOption",
  "commander.missingArgument": "missingArgument",
  "commander.missingMandatoryOptionValue": "missingOption",
  "commander.optionMissingArgument": "missingOptionValue",
  "commander.excessArguments": "excessArguments",
  "commander.invalidArgument": "invalidValue",
};

/** What the parser of the command line found wrong, as an issue that has words in both languages. */
export function usageIssue(error: CommanderError): Issue {
  const message = error.message.replace(/^error: /, "");
  const fault = faults[error.code] ?? "other";
  if (fault === "other") return issue("USAGE", { fault, detail: message });
  const detail = /'([^']+)'/.exec(message)?.[1] ?? "";
  const near = /\(Did you mean (?:one of )?([^?,]+)/.exec(message)?.[1];
  return issue("USAGE", near === undefined ? { fault, detail } : { fault, detail, near });
}
