import { useQuery } from "@tanstack/solid-query";
import { apiClient } from "../api/client";

/** Whether proposals come from the built-in provider, no model being configured. */
export function useDemonstrationMode(): () => boolean {
  const health = useQuery(() => ({ queryKey: ["health"], queryFn: apiClient.health, staleTime: 60_000 }));
  return () => health.isSuccess && health.data.mode === "local";
}
