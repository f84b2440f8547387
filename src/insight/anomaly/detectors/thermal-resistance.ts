import { type Detector, departure, findingOf, partOf, RULES } from '../detector.ts';
import { departureOf } from '../drift.ts';

/**
 * More thermal resistance chip → air than its own law says, at like fan speed: dust or dry paste. Where the miner tells
 * its regulator or outlet, paste shows between chip and heatsink, too, and dust does not: that evidence goes along.
 */
export const thermalResistance: Detector = {
  trouble: 'thermal-resistance',
  signals: 1,
  find: (watch, thresholds) => {
    const byPower = departure(watch, 'cooling', 'up', thresholds);
    const left = byPower ?? departure(watch, 'cooling-by-clock', 'up', thresholds);
    if (!left) return undefined;
    const found = findingOf('thermal-resistance', left, partOf(left), {
      figure: byPower ? 'cooling' : 'cooling-by-clock',
      charts: ['tempChipMaxC', 'fanRpm', 'powerW', 'roomTempC'],
    });
    const paste = departureOf(watch.parameters['chip-over-sink'].drift, 'up', 0, RULES['chip-over-sink']);
    if (!paste) return found;
    const { nats, sinceMs } = paste;
    const beside = { figure: 'chip-over-sink', direction: 'up', nats, sinceMs } as const;
    return { ...found, evidence: [...found.evidence, { ...beside, charts: ['tempChipMaxC', 'tempVrC'] }] };
  },
};
