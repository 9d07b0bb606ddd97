/** The characters that turn the direction of whatever follows them, until they are closed: often never. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text that cannot turn around the sentence it stands in. Letters keep the direction of their own script. */
export const withoutTurns = (text: string): string => text.replace(TURNS, "");
