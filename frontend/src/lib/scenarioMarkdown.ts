import { KINDS, type Scenario } from "../api/contracts";
import type { Translate } from "../i18n/I18nProvider";
import { entitiesOf, entityTitle } from "./entities";
import { PLAN_COLUMNS } from "./planView";

const cell = (text: string) => text.replace(/\s+/g, " ").replaceAll("|", "\\|");

/** A scenario as a Markdown document, to paste into a note or a ticket. */
export function scenarioMarkdown(scenario: Scenario, t: Translate): string {
  const lines = [`# ${scenario.nom}`, "", `*${scenario.thematique}*`];
  if (scenario.description) lines.push("", scenario.description);
  for (const kind of KINDS) {
    const entities = entitiesOf(scenario, kind);
    if (entities.length === 0) continue;
    lines.push("", `## ${t(`kind.${kind}.plural`)}`, "");
    for (const entity of entities) {
      const detail = "titre" in entity ? [entity.note, entity.url].filter(Boolean).join(" ") : entity.description;
      lines.push(`- **${entityTitle(entity)}**${detail ? `: ${cell(detail)}` : ""}`);
    }
  }
  const { plan } = scenario;
  if (plan) {
    lines.push("", `## ${t("plan.title")}`, "", plan.resume, "");
    lines.push(`| ${PLAN_COLUMNS.map((column) => t(`field.${column}`)).join(" | ")} |`);
    lines.push(`|${" --- |".repeat(PLAN_COLUMNS.length)}`);
    for (const item of plan.items) lines.push(`| ${PLAN_COLUMNS.map((column) => cell(item[column])).join(" | ")} |`);
  }
  return `${lines.join("\n")}\n`;
}
