import type { Miner } from '../../domain/miner.ts';

/**
 * Which of our miners a file means by its words: by id, MAC, name, host name or address; the only one there is where the
 * file knows only one, too. A word that fits none is left out.
 */
export function guessMiners(
  subjects: readonly string[],
  miners: readonly Miner[],
): Readonly<Record<string, string>> {
  const [only] = miners;
  if (only && miners.length === 1 && subjects.length === 1) return { [subjects[0] ?? '']: only.id };
  return Object.fromEntries(
    subjects.flatMap((subject) => {
      const found = miners.find((miner) => namesOf(miner).includes(plain(subject)));
      return found && plain(subject) !== '' ? [[subject, found.id]] : [];
    }),
  );
}

function namesOf({ id, name, identity, address }: Miner): readonly string[] {
  return [id, name, identity.mac ?? '', identity.hostname ?? '', address.host].map(plain);
}

/** Home Assistant turns “Kitchen Gamma” into `kitchen_gamma`, Prometheus puts a port behind an address. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replaceAll(/[^a-z0-9.]/g, '');
}
