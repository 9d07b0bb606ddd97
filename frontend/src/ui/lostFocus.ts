/** What is above the page or beside it: the focus that is lost there goes back to where it was before. */
const PLACES = '[role="dialog"], [data-sonner-toaster]';
const FOCUSABLE = "[tabindex], a[href], button, input, select, textarea, summary";

/** An element with the focus and those around it, the innermost first. */
type Path = readonly Element[];

interface Visit {
  place: Element;
  path: Path;
}

function pathOf(element: Element): Path {
  const path: Element[] = [];
  for (let step: Element | null = element; step && step !== document.body; step = step.parentElement) path.push(step);
  return path;
}

/** What can take the focus of what is left around it. */
const remaining = ({ path }: Visit): Element | undefined =>
  path.find((element) => element.isConnected && element.matches(FOCUSABLE));

/**
 * Keeps the keyboard in the page: when what has the focus goes away, the focus goes to the nearest element around it
 * that can take it; from a dialog or a toast that is gone, to where it was before, and at last to the main content.
 * Returns how to end that.
 */
export function catchLostFocus(): () => void {
  /** Where the focus went, one place above the other. */
  let visits: Visit[] = [];

  const isLost = () => {
    const last = visits.at(-1)?.path[0];
    return last !== undefined && !last.isConnected && document.activeElement === document.body;
  };

  function restore(): void {
    if (!isLost()) return;
    const target = visits
      .toReversed()
      .filter(({ place }) => place.isConnected && !(place.matches("[data-sonner-toaster]") && visits.length > 1))
      .map(remaining)
      .find((element) => element !== undefined);
    const found = target ?? document.querySelector("main");
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  }

  function onFocusIn({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    const place = target.closest(PLACES) ?? document.body;
    const known = visits.findIndex((visit) => visit.place === place);
    visits = [...(known < 0 ? visits : visits.slice(0, known)), { place, path: pathOf(target) }];
  }

  function onFocusOut({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget) return;
    // Still there, it was left on purpose: what comes of it later concerns nobody.
    setTimeout(() => {
      if (document.activeElement === document.body && (target as Element).isConnected) visits = [];
    });
  }

  // After those who know better where the focus belongs.
  const observer = new MutationObserver(() => isLost() && setTimeout(restore));
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("focusout", onFocusOut);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("focusout", onFocusOut);
  };
}
