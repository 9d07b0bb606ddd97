import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Braces from "lucide-solid/icons/braces";
import ClipboardCopy from "lucide-solid/icons/clipboard-copy";
import Download from "lucide-solid/icons/download";
import Printer from "lucide-solid/icons/printer";
import Sheet from "lucide-solid/icons/sheet";
import type { JSX } from "solid-js";
import { useI18n } from "../i18n/I18nProvider";
import { Menu } from "../ui/Menu";

export interface ExportMenuProps {
  onExport: (format: "json" | "csv") => void;
  onCopyMarkdown: () => void;
  onPrint: () => void;
}

/** Every way out of the page for a scenario. */
export function ExportMenu(props: ExportMenuProps) {
  const { t } = useI18n();
  return (
    <Menu
      class="min-w-56"
      trigger={
        <DropdownMenu.Trigger class="inline-flex min-h-10 items-center gap-1.5 rounded-full bg-ink px-4 font-medium text-paper text-sm">
          <Download class="size-4" aria-hidden="true" />
          {t("export.title")}
        </DropdownMenu.Trigger>
      }
    >
      <Item icon={<Braces />} label={t("export.json")} onSelect={() => props.onExport("json")} />
      <Item icon={<Sheet />} label={t("export.csv")} onSelect={() => props.onExport("csv")} />
      <Item icon={<ClipboardCopy />} label={t("export.markdown")} onSelect={() => props.onCopyMarkdown()} />
      <Item icon={<Printer />} label={t("export.print")} onSelect={() => props.onPrint()} />
    </Menu>
  );
}

function Item(props: { icon: JSX.Element; label: string; onSelect: () => void }) {
  return (
    <DropdownMenu.Item
      class="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-3 text-sm outline-none data-[highlighted]:bg-sunk [&>svg]:size-4 [&>svg]:text-ink-faint"
      onSelect={() => props.onSelect()}
    >
      {props.icon}
      {props.label}
    </DropdownMenu.Item>
  );
}
