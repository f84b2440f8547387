import { parseArgs } from 'node:util';
import { FLEETS, type FleetName } from '../src/twin/fleets.ts';
import { parseFaultSpec } from './fault-request.ts';
import type { SimOptions } from './start-sim.ts';

/**
 * What the command line asks of the simulator; `help` when it asks what it may ask.
 * @throws RangeError or TypeError that says what is wrong with it
 */
export function readCommandLine(args: readonly string[]): SimOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fleet: { type: 'string', default: 'demo' },
      seed: { type: 'string' },
      speed: { type: 'string' },
      'http-base': { type: 'string' },
      'rpc-base': { type: 'string' },
      control: { type: 'string' },
      difficulty: { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  for (const spec of values.fault) parseFaultSpec(spec);
  return {
    fleet: fleetName(values.fleet),
    faults: values.fault,
    ...number('seed', values.seed),
    ...number('speed', values.speed),
    ...number('httpBase', values['http-base']),
    ...number('rpcBase', values['rpc-base']),
    ...number('control', values.control),
    ...number('difficulty', values.difficulty),
  };
}

function fleetName(text: string): FleetName {
  const names = Object.keys(FLEETS) as FleetName[];
  const name = names.find((each) => each === text);
  if (name !== undefined) return name;
  throw new RangeError(`there is no fleet "${text}"; there are ${names.join(', ')}`);
}

function number<Key extends keyof SimOptions>(
  key: Key,
  text: string | undefined,
): Partial<Record<Key, number>> {
  if (text === undefined) return {};
  const value = Number(text);
  // Shares of no difficulty would come without end.
  const least = key === 'difficulty' ? 'above zero' : 'not below zero';
  const fits = Number.isFinite(value) && (key === 'difficulty' ? value > 0 : value >= 0);
  if (!fits) throw new RangeError(`${key} must be a number ${least}, not "${text}"`);
  const read: Partial<Record<Key, number>> = {};
  read[key] = value;
  return read;
}
