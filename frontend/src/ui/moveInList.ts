/** Where a key leads from one option of a list to another, round its ends; null for the keys that move nothing. */
export function moveInList(key: string, active: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return active >= count - 1 ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? count - 1 : active - 1;
    default:
      return null;
  }
}
