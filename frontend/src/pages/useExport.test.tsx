import { waitFor } from "@solidjs/testing-library";
import { Toaster } from "solid-sonner";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aProblem } from "../testing/factories";
import { renderInFrench } from "../testing/render";

import { useExport } from "./useExport";

function Exporting() {
  const saveExport = useExport();
  return (
    <>
      <button type="button" onClick={() => void saveExport(7, "json")}>
        Exporter
      </button>
      <Toaster />
    </>
  );
}

function renderWith(answer: () => Promise<Response>) {
  vi.stubGlobal("fetch", answer);
  return renderInFrench(() => <Exporting />);
}

afterEach(() => vi.unstubAllGlobals());

describe("An export", () => {
  it("is saved under the name that the gateway gives it", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    Object.assign(URL, { createObjectURL: () => "blob:1" });
    const named = { "Content-Disposition": `attachment; filename="Ete.json"; filename*=UTF-8''%C3%89t%C3%A9.json` };
    const { user, getByRole } = renderWith(async () => new Response("{}", { headers: named }));
    await user.click(getByRole("button", { name: "Exporter" }));
    await waitFor(() => expect(saved).toEqual(["Été.json"]));
  });

  it("that is refused says why", async () => {
    const headers = { "Content-Type": "application/problem+json" };
    const body = JSON.stringify(aProblem({ detail: "Ce scénario est archivé." }));
    const { user, getByRole, findByText } = renderWith(async () => new Response(body, { status: 409, headers }));
    await user.click(getByRole("button", { name: "Exporter" }));
    expect(await findByText("Ce scénario est archivé.")).toBeVisible();
  });

  it("that nobody answers says so", async () => {
    const { user, getByRole, findByText } = renderWith(async () => Promise.reject(new TypeError("no network")));
    await user.click(getByRole("button", { name: "Exporter" }));
    expect(await findByText(/ne répond pas/)).toBeVisible();
  });
});
