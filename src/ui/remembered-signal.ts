import { type Accessor, createSignal } from 'solid-js';

/**
 * A small choice of how to look at things, kept in this browser across visits. Where storage is off (private windows of
 * some browsers throw on access) it lasts as long as the page.
 *
 * @param key name in localStorage, put behind `davylamp.`
 * @param choices what may be remembered; anything else found there is ignored
 * @example const [sort, setSort] = createRemembered('fleet-sort', ['worst', 'name'], 'worst');
 */
export function createRemembered<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  initial: Choice,
): [Accessor<Choice>, (choice: Choice) => void] {
  const remembered = choices.find((choice) => choice === recall(key));
  const [choice, setChoice] = createSignal<Choice>(remembered ?? initial);
  return [
    choice,
    (next) => {
      setChoice(() => next);
      remember(key, next);
    },
  ];
}

/** What {@link remember} kept, or undefined. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`davylamp.${key}`) ?? undefined;
  } catch {
    // Storage is switched off: then nothing has been remembered.
    return undefined;
  }
}

/** Keeps a short text in this browser; without storage it is forgotten with the page. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(`davylamp.${key}`, text);
  } catch {
    // Storage is switched off or full. A forgotten choice of looks harms nobody.
  }
}
