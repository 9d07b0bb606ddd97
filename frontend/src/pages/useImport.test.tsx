import { screen } from "@solidjs/testing-library";
import { toast } from "solid-sonner";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "../api/client";
import type { Scenario } from "../api/contracts";
import { aScenario } from "../testing/factories";
import { renderWithStores } from "../testing/renderStores";
import Toaster from "./Toaster";
import { useImport } from "./useImport";

// They outlive the page.
afterEach(() => void toast.dismiss());

describe("An import", () => {
  async function importing() {
    let resolve!: (imported: Scenario) => void;
    let reject!: (error: ApiError) => void;
    const answer = new Promise<Scenario>((done, failed) => {
      resolve = done;
      reject = failed;
    });
    function Page() {
      const importFile = useImport();
      const file = new File([JSON.stringify({ nom: "Salon", thematique: "Cloud" })], "salon.json");
      return (
        <>
          <button type="button" onClick={() => void importFile(file)}>
            Importer
          </button>
          <Toaster theme="light" />
        </>
      );
    }
    const { user, api } = renderWithStores(() => <Page />);
    Object.assign(api, { importScenario: () => answer });
    await user.click(screen.getByRole("button", { name: "Importer" }));
    expect(await screen.findByText("Import en cours…")).toBeInTheDocument();
    return { resolve, reject };
  }

  it("is said to be under way until it is done", async () => {
    const answer = await importing();
    answer.resolve(aScenario({ nom: "Salon" }));
    expect(await screen.findByText(/« Salon » a été importé/)).toBeInTheDocument();
    expect(screen.queryByText("Import en cours…")).toBeNull();
  });

  it("is said to be under way until it has failed", async () => {
    const answer = await importing();
    answer.reject(new ApiError(408, null));
    expect(await screen.findByText("L’import a échoué")).toBeInTheDocument();
    expect(screen.queryByText("Import en cours…")).toBeNull();
  });
});
