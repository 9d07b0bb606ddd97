import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { For, type JSX, onMount } from "solid-js";
import { useI18n } from "../../i18n/I18nProvider";
import { formatDayTime } from "../../lib/dates";
import { now } from "../../lib/now";
import { useChatStore } from "../../stores/useChatStore";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";

/** The conversations to go back to, each by its title and when it was last spoken in. It comes open. */
export default function RecentMenu(props: { children: JSX.Element }) {
  const { t, locale } = useI18n();
  const chat = useChatStore();
  let trigger!: HTMLButtonElement;

  // The button that asked for it has made room for this one, which goes on as if it had been pressed itself.
  onMount(() => {
    trigger.focus();
    trigger.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });

  return (
    <Menu
      class="max-h-[min(26rem,var(--kb-popper-content-available-height))] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto"
      trigger={
        <DropdownMenu.Trigger ref={trigger} as={Button} size="sm" variant="ghost" title={t("chat.recent")}>
          {props.children}
        </DropdownMenu.Trigger>
      }
    >
      <DropdownMenu.Group>
        <DropdownMenu.GroupLabel class="block px-3 py-1.5 text-ink-faint text-xs">
          {t(chat.canLeave() ? "chat.recent.kept" : "chat.new.wait")}
        </DropdownMenu.GroupLabel>
        <For each={chat.recentConversations()}>
          {({ id, title, at }) => (
            <DropdownMenu.Item
              class="cursor-pointer rounded-sm px-3 py-1.5 text-sm outline-none data-[disabled]:cursor-default data-[highlighted]:bg-sunk data-[disabled]:text-ink-faint"
              disabled={!chat.canLeave()}
              onSelect={() => chat.openConversation(id)}
            >
              <span dir="auto" class="block truncate font-medium">
                {title || t("chat.history")}
              </span>
              <time datetime={at} class="block text-ink-faint text-xs">
                {formatDayTime(at, locale(), now())}
              </time>
            </DropdownMenu.Item>
          )}
        </For>
      </DropdownMenu.Group>
    </Menu>
  );
}
