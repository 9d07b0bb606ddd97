import { expect, it } from "vitest";
import { unbroken } from "./typography";

it("An e-mail is never broken after its first letter; other hyphens are left alone", () => {
  expect(unbroken("E-mail de relance, e-mails, pré-mail, sous-titre")).toBe(
    "E\u2011mail de relance, e\u2011mails, pré-mail, sous-titre",
  );
});
