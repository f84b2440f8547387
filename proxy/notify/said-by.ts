import { withoutPrivateMarks } from './private-marks.ts';
import { shortened } from './shortened.ts';

const LONGEST_SAID = 200;
/** A shorter secret is no secret, and would black out half the words. */
const SHORTEST_SECRET = 4;

/**
 * A provider's words as they may be kept and shown: one short line, in which no secret stands, not even where the
 * provider repeats one, as it is or as an address writes it. Undefined where nothing is left.
 */
export function saidBy(text: string | undefined, secrets: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  const hidden = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .sort((a, b) => b.length - a.length)
    .reduce((told, secret) => told.replaceAll(secret, '…'), text);
  return shortened(withoutPrivateMarks(hidden), LONGEST_SAID) || undefined;
}
