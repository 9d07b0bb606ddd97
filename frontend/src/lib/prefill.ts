/** A draft with words to go on from; what is being written stays, on the lines before. Asked for twice, they are there once. */
export function withPrefill(draft: string, words: string): string {
  if (draft.endsWith(words)) return draft;
  return draft.trim() ? `${draft.trimEnd()}\n${words}` : words;
}
