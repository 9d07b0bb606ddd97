import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { catchLostFocus } from "./lostFocus";

let stop: () => void;

beforeEach(() => {
  document.body.innerHTML = `
    <main id="main" tabindex="-1">
      <article id="message" tabindex="-1"><div><button id="stop">Arrêter</button></div></article>
      <button id="other">Autre</button>
    </main>`;
  stop = catchLostFocus();
});

afterEach(() => {
  stop();
  document.body.innerHTML = "";
});

const get = (id: string) => document.getElementById(id) as HTMLElement;
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** A dialog or the list of toasts, with a button that has the focus. */
function openAbove(attributes: string): void {
  document.body.insertAdjacentHTML(
    "beforeend",
    `<div id="above" tabindex="-1" ${attributes}><button id="in">Oui</button></div>`,
  );
  get("in").focus();
}

describe("The focus of what goes away", () => {
  it("stays with what stood around it", async () => {
    get("stop").focus();
    get("stop").parentElement?.remove();
    await settled();
    expect(get("message")).toHaveFocus();
  });

  it("goes to the main content when nothing around it is left", async () => {
    openAbove('role="dialog"');
    get("above").remove();
    await settled();
    expect(get("main")).toHaveFocus();
  });

  it("goes from a dialog back to where it was, or to what stood around that", async () => {
    get("stop").focus();
    openAbove('role="dialog"');
    get("stop").remove();
    get("above").remove();
    await settled();
    expect(get("message")).toHaveFocus();
  });

  it("never stays among the toasts", async () => {
    get("other").focus();
    openAbove("data-sonner-toaster");
    get("in").remove();
    await settled();
    expect(get("other")).toHaveFocus();
  });

  it("is left to those who take it themselves", async () => {
    get("stop").focus();
    get("stop").remove();
    get("other").focus();
    await settled();
    expect(get("other")).toHaveFocus();
  });
});

describe("What was left on purpose", () => {
  it("takes the focus nowhere when it goes away later", async () => {
    get("stop").focus();
    get("stop").blur();
    await settled();
    get("stop").remove();
    await settled();
    expect(document.body).toHaveFocus();
  });
});
