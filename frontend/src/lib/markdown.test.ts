import { describe, expect, it } from "vitest";
import { renderMarkdown, withoutLists } from "./markdown";

function rendered(text: string): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = renderMarkdown(text);
  return element;
}

describe("Markdown written by the assistant", () => {
  it("becomes structure", () => {
    const element = rendered("**Trois** pistes :\n\n1. une\n2. deux");
    expect(element.querySelector("strong")?.textContent).toBe("Trois");
    expect(element.querySelectorAll("ol li")).toHaveLength(2);
  });

  it("leaves the outline of the page alone", () => {
    const element = rendered("# Un **titre**");
    expect(element.querySelector("h1")).toBeNull();
    expect(element.querySelector("p > strong")?.textContent).toBe("Un titre");
  });

  it("opens links elsewhere, without telling where from", () => {
    const link = rendered("[lien](https://exemple.fr)").querySelector("a");
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
    expect(link).toHaveAttribute("target", "_blank");
  });
});

describe("The link of an export", () => {
  it("saves the file from where the page is", () => {
    const link = rendered("[télécharger](/api/scenarios/3/export/csv)").querySelector("a");
    expect(link).toHaveAttribute("href", "/api/scenarios/3/export/csv");
    expect(link).not.toHaveAttribute("target");
  });

  it.each([
    "/api/scenarios",
    "/scenarios/3",
    "//x.fr/api/scenarios/3/export/csv",
    "/api/scenarios/3/export/csv/../../7",
  ])("is no way to other addresses: %s", (address) => {
    expect(rendered(`[lien](${address})`).querySelector("a")).not.toHaveAttribute("href");
  });
});

describe("Hostile Markdown", () => {
  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="https://x.fr" onclick="alert(1)">x</a>',
    "<style>*{display:none}</style>",
    '<iframe src="https://x.fr"></iframe>',
    '<form action="https://x.fr"><input name="q"></form>',
    '<svg><script>alert(1)</script></svg><math href="javascript:alert(1)">',
  ])("is shown as the text it is: %s", (text) => {
    const element = rendered(text);
    expect(element.textContent).toContain(text);
    expect(element.querySelector("script, img, style, iframe, form, svg, [onclick], [onerror]")).toBeNull();
  });

  it.each(["javascript:alert(1)", "data:text/html,<script>", "vbscript:x", " javascript:alert(1)"])(
    "has no link to %s",
    (href) => {
      expect(rendered(`[clic](${href})`).querySelector("a[href]")).toBeNull();
    },
  );

  it.each([
    ["https:\\//espion.fr/x", "https://espion.fr/x"],
    ["HTTP:\\//espion.fr", "HTTP://espion.fr"],
    ["www\\.espion.fr", "www.espion.fr"],
    ["moi\\@espion.fr", "moi@espion.fr"],
  ])("is no link when it is an address that was typed as a name: %s", (escaped, typed) => {
    const element = rendered(`C’est fait : « Guide ${escaped} » est ajouté.`);
    expect(element.querySelector("a")).toBeNull();
    expect(element.textContent).toContain(`« Guide ${typed} »`);
  });

  it("is not turned around by a name that turns the direction of its text", () => {
    expect(rendered("Créer « \u202eABC\u2067 » sur le thème « Cloud »").textContent?.trim()).toBe(
      "Créer « ABC » sur le thème « Cloud »",
    );
  });

  it.each([
    `${">".repeat(3999)}x`,
    `${"> ".repeat(1999)}x`,
    `${">- ".repeat(1333)}x`,
    `${"1. > ".repeat(799)}x`,
    `${"1. ".repeat(1333)}x`,
  ])("is no deeper than twenty levels, and says what it says: %.12s…", (text) => {
    const element = rendered(text);
    expect(element.textContent?.trim()).toBe("x");
    expect(element.querySelectorAll("blockquote, ol, ul")).toHaveLength(20);
    expect(withoutLists(`Avant\n\n${text}`).rest).toContain("Avant");
  });

  it("keeps a rule made of many dashes, and marks in the middle of a line", () => {
    expect(rendered("- ".repeat(40)).querySelectorAll("hr")).toHaveLength(1);
    expect(rendered(`a ${"> ".repeat(40)}b`).textContent?.trim()).toBe(`a ${"> ".repeat(40)}b`);
  });

  it("fetches no image, and keeps its description", () => {
    const element = rendered("![pixel](https://espion.fr/p.png?secret)");
    expect(element.querySelector("img")).toBeNull();
    expect(element.textContent?.trim()).toBe("pixel");
  });
});

describe("A text without its lists", () => {
  it("keeps what is before and after them", () => {
    const { rest, lists } = withoutLists("Voici :\n\n1. une\n   suite\n2. deux\n\nVoilà.");
    expect(rest).toContain("Voici");
    expect(rest).toContain("Voilà");
    expect(rest).not.toContain("une");
    expect(lists).toContain("suite");
  });

  it("is left as it is when it has none, or nothing else", () => {
    expect(withoutLists("Rien à dire.")).toEqual({ rest: "Rien à dire.", lists: "" });
    expect(withoutLists("- une\n- deux")).toEqual({ rest: "- une\n- deux", lists: "" });
  });
});
