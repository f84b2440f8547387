/** The text in which Avalon firmware packs its values: `Ver[Nano3s-…] TMax[96] PVT_T0[ 86  92 …]`. */
export class AvalonText {
  readonly #values = new Map<string, string>();

  constructor(text: string) {
    for (const [, key = '', value = ''] of text.matchAll(/([\w:]+)\[([^\]]*)\]/g)) {
      // The first one stands: per-board blocks repeat names of the whole.
      if (!this.#values.has(key)) this.#values.set(key, value.trim());
    }
  }

  text(key: string): string | undefined {
    return this.#values.get(key) || undefined;
  }

  /** A number, without its percent sign. */
  number(key: string): number | undefined {
    const [first] = this.numbers(key);
    return first;
  }

  /** All numbers of a list; what is none is left out. */
  numbers(key: string): readonly number[] {
    return (this.#values.get(key) ?? '')
      .split(/\s+/)
      .map((part) => part.replace(/%$/, ''))
      .filter((part) => part !== '' && Number.isFinite(Number(part)))
      .map(Number);
  }

  /** °C; 0 and −273 say that nothing is measured. */
  temperature(key: string): number | undefined {
    const value = this.number(key);
    return value === undefined || value <= -100 || value === 0 || value > 250 ? undefined : value;
  }

  /** `Fan1`, `Fan2` … in order, as long as they go on. */
  series(prefix: string, first: number): readonly number[] {
    const found: number[] = [];
    for (let place = first; ; place += 1) {
      const value = this.number(`${prefix}${place}`);
      if (value === undefined) return found;
      found.push(value);
    }
  }
}
