import type {
  MeterAsk,
  MeterIdentity,
  MeterKind,
  MeterReply,
  MeterRequest,
  MeterSource,
} from '../../domain/meter.ts';
import { esphome } from './esphome.ts';
import { homeAssistant } from './home-assistant.ts';
import { kasa } from './kasa.ts';
import { kasaSmart } from './kasa-smart.ts';
import { shellyGen1 } from './shelly-gen1.ts';
import { shellyGen2 } from './shelly-gen2.ts';
import { tasmota } from './tasmota.ts';

/** In the order in which an unknown device is asked: each question is harmless to the others. */
const SOURCES: readonly MeterSource[] = [
  shellyGen2,
  shellyGen1,
  tasmota,
  kasa,
  kasaSmart,
  homeAssistant,
  esphome,
];

/** The words of a kind of meter. */
export function meterSource(kind: MeterKind): MeterSource {
  const found = SOURCES.find((source) => source.kind === kind);
  if (!found) throw new Error(`no source is known for meters of the kind ${kind}`);
  return found;
}

/**
 * Who answers at an address; undefined where nobody does whom we know. Each question is asked once. ESPHome is never
 * found so: it has no question that all of them answer, the owner names it; nor a plug that wants an account. What `ask` throws is passed on.
 * @param named what its owner calls it, where that is known
 */
export async function detectMeter(
  ask: (request: MeterRequest) => Promise<MeterReply>,
  access?: MeterAsk['access'],
  named?: MeterKind,
): Promise<MeterIdentity | undefined> {
  const alone = SOURCES.filter(({ kind, ownDoor }) => ownDoor && kind === named);
  const asked = alone.length > 0 ? alone : SOURCES.filter(({ ownDoor }) => !ownDoor);
  const answered = new Map<string, MeterReply>();
  for (const { identify, identityOf } of asked) {
    if (!identify || !identityOf) continue;
    const request = identify({ access });
    const reply = answered.get(request.path) ?? (await ask(request));
    answered.set(request.path, reply);
    const identity = identityOf(reply);
    if (identity) return identity;
  }
  return undefined;
}
