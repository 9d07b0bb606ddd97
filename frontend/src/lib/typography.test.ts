import { expect, it } from "vitest";
import { unbroken } from "./typography";

it("An e-mail is never broken after its first letter; other hyphens are left alone", () => {
  expect(unbroken("E-mail de relance, e-mails, pré-mail, sous-titre")).toBe(
    "E\u2011mail de relance, e\u2011mails, pré-mail, sous-titre",
  );
});

it("A bound is never parted from its number", () => {
  expect(unbroken("≥ 5 % de réponses, ≤ 3 jours, ≥ deux")).toBe("≥\u00a05 % de réponses, ≤\u00a03 jours, ≥ deux");
});
