import { screen } from "@solidjs/testing-library";
import { describe, expect, it } from "vitest";
import { renderInFrench } from "../testing/render";
import { Banners } from "./Banners";

const fact = (name: string) => screen.getByRole("button", { name });

describe("What everyone must know", () => {
  it("is that the space is internal, and that it is a demonstration when it is one", () => {
    renderInFrench(() => <Banners isDemonstration={false} isOffline={false} />);
    expect(fact("Usage interne")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Mode démonstration" })).toBeNull();
  });

  it("tells what it means on demand, where there is no room for it", async () => {
    const { user } = renderInFrench(() => <Banners isDemonstration isOffline={false} />);
    const button = fact("Mode démonstration");
    const hint = document.getElementById(button.getAttribute("aria-controls") ?? "");
    expect(button).toHaveAttribute("aria-expanded", "false");
    expect(hint).toHaveClass("max-md:hidden");
    await user.click(button);
    expect(button).toHaveAttribute("aria-expanded", "true");
    expect(hint).not.toHaveClass("max-md:hidden");
    expect(hint).toHaveTextContent("Aucun modèle d’IA n’est configuré");
  });

  it("is also that the connection is lost, as long as it is", () => {
    renderInFrench(() => <Banners isDemonstration={false} isOffline />);
    expect(screen.getByText(/^Connexion perdue/)).toBeVisible();
  });
});
