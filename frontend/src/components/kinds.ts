import BookOpen from "lucide-solid/icons/book-open";
import Target from "lucide-solid/icons/target";
import Users from "lucide-solid/icons/users";
import type { Component } from "solid-js";
import type { Kind } from "../api/contracts";

/** Each kind has its pigment, everywhere it appears. */
export const KIND_COLOURS: Record<Kind, { text: string; wash: string; badge: string }> = {
  objectif: { text: "text-objectif", wash: "bg-objectif-wash", badge: "bg-objectif-wash text-objectif" },
  cible: { text: "text-cible", wash: "bg-cible-wash", badge: "bg-cible-wash text-cible" },
  ressource: { text: "text-ressource", wash: "bg-ressource-wash", badge: "bg-ressource-wash text-ressource" },
};

export const KIND_ICONS: Record<Kind, Component<{ class?: string; "aria-hidden"?: "true" }>> = {
  objectif: Target,
  cible: Users,
  ressource: BookOpen,
};
