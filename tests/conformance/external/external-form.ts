/** The time at which replies without a time of their own count as received: far from every recorded moment. */
export const RECEIVED_AT_MS = Date.UTC(2030, 0, 1);

/**
 * What our parsers make of one recorded body, in the words and units of the recordings' README; undefined where none
 * of them reads such a body. The name is that of its file without the extension: it follows the endpoint, and what
 * follows the endpoint (a coin, a zone, a year) differs from recording to recording. Beside it are the provider's other
 * bodies by name: some figures are made of two answers. Some expectations ask before they tell, as for the price of a
 * Tuesday at 13 o'clock: they are handed over for their questions alone.
 */
export type ExternalForm = (
  name: string,
  text: string,
  beside?: ReadonlyMap<string, string>,
  asked?: unknown,
) => unknown;

/** By provider, the folder's name. */
export type ExternalForms = Readonly<Record<string, ExternalForm>>;
