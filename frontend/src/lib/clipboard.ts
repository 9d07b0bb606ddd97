/**
 * Puts a text on the clipboard. Rejects where the browser does not allow it.
 *
 * The clipboard of the browser is there on https and on this computer alone; elsewhere the command of old does it.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "fixed top-0 opacity-0";
  const focused = document.activeElement;
  // Beside what has the focus: a dialog makes everything around it inert.
  (focused?.parentElement ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!isCopied) throw new Error("The browser did not copy.");
}
